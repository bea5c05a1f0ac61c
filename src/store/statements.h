// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The statements that every table has, made from its list of columns: for SQLite a text that runs
// once a row, for PostgreSQL a twin that takes an array of each column and does all rows at once.
#pragma once

#include <bitset>
#include <map>
#include <mutex>
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
// Sets the columns behind the key.
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

// Some columns of a table, by their places in its list.
using ColumnSet = std::bitset<64>;

[[nodiscard]] TableNames only(const TableNames& names, ColumnSet columns);

template <class Row>
TableNames table_names() {
  return {Table<Row>::name, column_names<Row>(), column_types<Row>(), Table<Row>::key_columns};
}

template <class Row>
const ports::Sql& insert_sql() {
  static const OwnedSql owned(insert_texts(table_names<Row>()));
  return owned.sql();
}

// An update for each set of columns that commands change: few, and the same ones all the time.
class UpdateStatements {
 public:
  explicit UpdateStatements(TableNames names,
                            std::source_location where = std::source_location::current())
      : names_(std::move(names)), where_(where) {}
  [[nodiscard]] const ports::Sql& of(ColumnSet columns);

 private:
  TableNames names_;
  std::source_location where_;
  std::mutex mutex_;
  std::map<unsigned long long, OwnedSql> made_;
};

template <class Row>
const ports::Sql& update_sql(ColumnSet columns) {
  static UpdateStatements statements(table_names<Row>());
  return statements.of(columns);
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
template <class Row>
void append_cells(const Row& row, ColumnSet chosen, std::vector<ports::Value>& cells) {
  std::size_t place = 0;
  const auto append = [&](const auto& column) {
    if (chosen[place++]) cells.push_back(bind(column.of(row)));
  };
  std::apply([&](const auto&... columns) { (append(columns), ...); }, Table<Row>::columns);
}

// The columns in which two rows of the same key differ.
template <class Row>
ColumnSet differing_columns(const Row& one, const Row& other) {
  ColumnSet differing;
  std::size_t place = 0;
  const auto compare = [&](const auto& column) {
    differing[place++] = column.of(one) != column.of(other);
  };
  std::apply([&](const auto&... columns) { (compare(columns), ...); }, Table<Row>::columns);
  return differing;
}

}  // namespace perseat::store
