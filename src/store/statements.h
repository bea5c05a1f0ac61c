// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The texts of the statements that every table has, made from its list of columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/database.h"
#include "store/table.h"

namespace perseat::store {

// Names of a table as plain data, so that the texts are made in one place and not per type.
struct TableNames {
  std::string_view table;
  std::vector<std::string_view> columns;
  std::size_t key_columns;
};

[[nodiscard]] std::string insert_text(const TableNames& names);
[[nodiscard]] std::string update_text(const TableNames& names);
[[nodiscard]] std::string remove_text(const TableNames& names);
// "select all columns from table where " and the given condition on $1, $2, ...
[[nodiscard]] std::string select_text(const TableNames& names, std::string_view condition);
[[nodiscard]] std::string key_condition(const TableNames& names);

// A statement's text with a lifetime of its own; its address names it to the engine's cache.
class OwnedSql {
 public:
  explicit OwnedSql(std::string text, std::source_location where = std::source_location::current())
      : text_(std::move(text)), sql_{text_, {}, where} {}
  OwnedSql(const OwnedSql&) = delete;
  OwnedSql& operator=(const OwnedSql&) = delete;
  [[nodiscard]] const ports::Sql& sql() const { return sql_; }

 private:
  std::string text_;
  ports::Sql sql_;
};

template <class Row>
TableNames table_names() {
  return {Table<Row>::name, column_names<Row>(), Table<Row>::key_columns};
}

template <class Row>
const ports::Sql& insert_sql() {
  static const OwnedSql owned(insert_text(table_names<Row>()));
  return owned.sql();
}
template <class Row>
const ports::Sql& update_sql() {
  static const OwnedSql owned(update_text(table_names<Row>()));
  return owned.sql();
}
template <class Row>
const ports::Sql& remove_sql() {
  static const OwnedSql owned(remove_text(table_names<Row>()));
  return owned.sql();
}
template <class Row>
const ports::Sql& select_by_key_sql() {
  static const OwnedSql owned(select_text(table_names<Row>(), key_condition(table_names<Row>())));
  return owned.sql();
}

template <class Row>
std::size_t column_count() {
  return std::tuple_size_v<std::decay_t<decltype(Table<Row>::columns)>>;
}

template <class Row>
void append_cells(const Row& row, std::vector<ports::Value>& cells) {
  std::apply([&](const auto&... columns) { (cells.push_back(bind(columns.of(row))), ...); },
             Table<Row>::columns);
}

}  // namespace perseat::store
