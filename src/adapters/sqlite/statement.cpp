// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/sqlite/statement.h"

#include <fmt/format.h>

#include <string>

namespace perseat::sqlite {

Error error_of(sqlite3* handle) {
  const int code = sqlite3_extended_errcode(handle);
  switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID: return conflict("uniqueViolation", sqlite3_errmsg(handle));
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return conflict("foreignKeyViolation", "A row that another one refers to is missing.");
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE: return conflict("checkViolation", sqlite3_errmsg(handle));
    case SQLITE_BUSY:
    case SQLITE_BUSY_SNAPSHOT: return unavailable("busy", "Another process writes.");
    default:
      return unavailable("storageFailed",
                         fmt::format("SQLite {}: {}", code, sqlite3_errmsg(handle)));
  }
}

Statement::Statement(sqlite3* handle, sqlite3_stmt* statement)
    : handle_(handle), statement_(statement) {
  const int count = sqlite3_bind_parameter_count(statement);
  places_.resize(static_cast<std::size_t>(count), 0);
  for (int place = 1; place <= count; ++place) {
    const char* name = sqlite3_bind_parameter_name(statement, place);
    CHECK(name != nullptr && name[0] == '$');
    const int number = std::stoi(name + 1);
    CHECK(number >= 1 && number <= count);
    places_[static_cast<std::size_t>(number - 1)] = place;
  }
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Result<std::unique_ptr<Statement>> Statement::prepare(sqlite3* handle, std::string_view text) {
  sqlite3_stmt* statement = nullptr;
  const int failure = sqlite3_prepare_v3(handle, text.data(), static_cast<int>(text.size()),
                                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (failure != SQLITE_OK) return error_of(handle);
  return std::unique_ptr<Statement>(new Statement(handle, statement));
}

int Statement::bind(int place, const ports::Value& value) {
  const auto size = static_cast<int>(value.data.size());
  switch (value.kind) {
    case ports::Value::Kind::null: return sqlite3_bind_null(statement_, place);
    case ports::Value::Kind::integer: return sqlite3_bind_int64(statement_, place, value.integer);
    case ports::Value::Kind::text:
      return sqlite3_bind_text(statement_, place, value.data.empty() ? "" : value.data.data(), size,
                               SQLITE_STATIC);
    case ports::Value::Kind::bytes:
      return sqlite3_bind_blob(statement_, place, value.data.data(), size, SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

Result<void> Statement::run(std::span<const ports::Value> parameters, const ports::OnRow* on_row) {
  CHECK(parameters.size() == places_.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (bind(places_[i], parameters[i]) != SQLITE_OK) return error_of(handle_);
  }
  auto done = step_all(on_row);
  // After reset the error is told again, and a statement left open would keep its snapshot.
  sqlite3_reset(statement_);
  return done;
}

Result<void> Statement::step_all(const ports::OnRow* on_row) {
  while (true) {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return error_of(handle_);
    if (on_row != nullptr) (*on_row)(*this);
  }
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace perseat::sqlite
