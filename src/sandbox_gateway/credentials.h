// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The API key of a request.
#pragma once

#include <string>

#include "net/http_types.h"

namespace perseat::sandbox_gateway {

// "Authorization: Bearer KEY", or Basic with the key as the name (RFC 7617); empty without.
[[nodiscard]] std::string api_key_of(const net::Request& request);

}  // namespace perseat::sandbox_gateway
