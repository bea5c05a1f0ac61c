// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A prepared statement and its row, with the C interface inside.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "ports/database.h"

namespace perseat::sqlite {

// Turns a result code into an Error; never carries values of the statement.
[[nodiscard]] Error error_of(sqlite3* handle);

class Statement final : public ports::Row {
 public:
  static Result<std::unique_ptr<Statement>> prepare(sqlite3* handle, std::string_view text);
  ~Statement() override;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Runs to the end; the statement can be run again after.
  Result<void> run(std::span<const ports::Value> parameters, const ports::OnRow* on_row);

  [[nodiscard]] std::size_t parameter_count() const { return places_.size(); }
  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string_view bytes(int column) const override;

 private:
  Statement(sqlite3* handle, sqlite3_stmt* statement);
  int bind(int place, const ports::Value& value);
  Result<void> step_all(const ports::OnRow* on_row);

  sqlite3* handle_;
  sqlite3_stmt* statement_;
  // SQLite numbers $n by first appearance: where the parameter $(i+1) really sits, 0: nowhere.
  std::vector<int> places_;
};

}  // namespace perseat::sqlite
