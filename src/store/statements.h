// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The statements that every table has, made from its list of columns: for SQLite a text that runs
// once a row, for PostgreSQL a twin that takes an array of each column and does all rows at once.
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
  std::vector<std::string_view> types;  // of the columns, on PostgreSQL
  std::size_t key_columns;
};

// A statement with a lifetime of its own; its address names it to the engine's cache.
class OwnedSql {
 public:
  struct Texts {
    std::string text;
    std::string postgres = {};
  };

  explicit OwnedSql(Texts texts, std::source_location where = std::source_location::current())
      : texts_(std::move(texts)), sql_{texts_.text, texts_.postgres, where} {}
  // One text for both engines.
  explicit OwnedSql(std::string text, std::source_location where = std::source_location::current())
      : OwnedSql(Texts{std::move(text)}, where) {}
  OwnedSql(const OwnedSql&) = delete;
  OwnedSql& operator=(const OwnedSql&) = delete;
  [[nodiscard]] const ports::Sql& sql() const { return sql_; }

 private:
  Texts texts_;
  ports::Sql sql_;
};

[[nodiscard]] OwnedSql::Texts insert_texts(const TableNames& names);
[[nodiscard]] OwnedSql::Texts update_texts(const TableNames& names);
[[nodiscard]] OwnedSql::Texts remove_texts(const TableNames& names);
[[nodiscard]] OwnedSql::Texts select_by_key_texts(const TableNames& names);
// The rows for which the condition holds, once for each set of values of $1, $2, ...; `types` are
// those of the parameters on PostgreSQL.
[[nodiscard]] OwnedSql::Texts select_each_texts(const TableNames& names, std::string_view condition,
                                                const std::vector<std::string_view>& types);
// The row that a row of another table of the organization leads to by one of its columns, once for
// each id of such a row. A join, because a subquery would be run beside row security for every
// row of the organization.
[[nodiscard]] OwnedSql::Texts select_led_to_texts(const TableNames& names, std::string_view from,
                                                  std::string_view column);
// The rows for which the condition holds, asked for once: one text for both engines.
[[nodiscard]] OwnedSql::Texts select_texts(const TableNames& names, std::string_view condition);

template <class Row>
TableNames table_names() {
  return {Table<Row>::name, column_names<Row>(), column_types<Row>(), Table<Row>::key_columns};
}

template <class Row>
const ports::Sql& insert_sql() {
  static const OwnedSql owned(insert_texts(table_names<Row>()));
  return owned.sql();
}
template <class Row>
const ports::Sql& update_sql() {
  static const OwnedSql owned(update_texts(table_names<Row>()));
  return owned.sql();
}
template <class Row>
const ports::Sql& remove_sql() {
  static const OwnedSql owned(remove_texts(table_names<Row>()));
  return owned.sql();
}
template <class Row>
const ports::Sql& select_by_key_sql() {
  static const OwnedSql owned(select_by_key_texts(table_names<Row>()));
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
