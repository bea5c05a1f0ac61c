// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/postgres/error.h"

#include <fmt/format.h>

namespace perseat::postgres {
namespace {

std::string_view field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view() : text;
}

// Connection exceptions, no resources left, stopped by its operator, read only since it follows
// another server.
bool is_away(std::string_view sqlstate) {
  return sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("53") ||
         sqlstate.starts_with("57P") || sqlstate.starts_with("58") || sqlstate == "25006";
}

}  // namespace

Error away(std::string_view why) {
  return unavailable("databaseAway", fmt::format("The database is away: {}", why));
}

Error error_of(std::string_view sqlstate, std::string_view message) {
  if (sqlstate == "23505") return conflict("uniqueViolation", std::string(message));
  // A table or type that another program makes at the same time.
  if (sqlstate == "42P07" || sqlstate == "42710")
    return conflict("uniqueViolation", std::string(message));
  if (sqlstate == "23503")
    return conflict("foreignKeyViolation", "A row that another one refers to is missing.");
  if (sqlstate == "23514" || sqlstate == "23502")
    return conflict("checkViolation", std::string(message));
  if (sqlstate == "40001" || sqlstate == "40P01")
    return conflict("serializationFailure", std::string(message));
  if (sqlstate == "55P03" || sqlstate == "57014")
    return unavailable("busy", "The rows are in use for longer than anybody should wait.");
  if (is_away(sqlstate)) return away(sqlstate.empty() ? "the connection broke" : message);
  return {ErrorCode::internal,
          "statementRefused",
          fmt::format("PostgreSQL {}: {}", sqlstate, message),
          {},
          {}};
}

Error error_of(const PGresult* result) {
  return error_of(field(result, PG_DIAG_SQLSTATE), field(result, PG_DIAG_MESSAGE_PRIMARY));
}

bool ends_connection(const PGresult* result) { return is_away(field(result, PG_DIAG_SQLSTATE)); }

}  // namespace perseat::postgres
