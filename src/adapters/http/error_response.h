// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Errors as problem details (RFC 9457), and the one table from error to status.
#pragma once

#include <string_view>

#include "base/error.h"
#include "net/http_types.h"

namespace perseat::http {

[[nodiscard]] int status_of(const Error& error);
[[nodiscard]] net::Response problem(const Error& error, std::string_view request_id);
// The refusals of the HTTP server itself, before there is a request.
[[nodiscard]] net::Response transport_problem(int status);

}  // namespace perseat::http
