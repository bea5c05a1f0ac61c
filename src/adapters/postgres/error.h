// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What PostgreSQL says is wrong, as one of our errors.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "base/error.h"

namespace perseat::postgres {

// By SQLSTATE (PostgreSQL 15, appendix A). Never carries values of the statement: those are in the
// server's detail and hint, which are left out.
[[nodiscard]] Error error_of(std::string_view sqlstate, std::string_view message);
[[nodiscard]] Error error_of(const PGresult* result);
// The server cannot be asked, or not now.
[[nodiscard]] Error away(std::string_view why);
// Whether the connection is of no use any more: the server stops, or only reads.
[[nodiscard]] bool ends_connection(const PGresult* result);

}  // namespace perseat::postgres
