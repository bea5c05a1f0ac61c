// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Loading and saving the rows of one table by their keys.
#pragma once

#include <algorithm>
#include <vector>

#include "store/billing_tables.h"
#include "store/catalog_tables.h"
#include "store/collection.h"
#include "store/organization_tables.h"
#include "store/record_tables.h"
#include "store/statements.h"
#include "store/subscription_tables.h"

namespace perseat::store {

// A key as parameters: its members in the order of the table's key columns.
template <class Kind>
void append_key(const Id<Kind>& key, std::vector<ports::Value>& cells) {
  cells.push_back(bind(key));
}
inline void append_key(const std::string& key, std::vector<ports::Value>& cells) {
  cells.push_back(bind(key));
}
template <class Key>
void append_key(const Key& key, std::vector<ports::Value>& cells) {
  if constexpr (requires { key.code; }) {
    cells.push_back(bind(key.product)), cells.push_back(bind(key.code));
  } else {
    cells.push_back(bind(key.org));
    if constexpr (requires { key.id; } && !requires { key.subscription; })
      cells.push_back(bind(key.id));
    if constexpr (requires { key.word; }) cells.push_back(bind(key.word));
    if constexpr (requires { key.actor; }) cells.push_back(bind(key.actor));
    if constexpr (requires { key.key; }) cells.push_back(bind(key.key));
    if constexpr (requires { key.subscription; }) cells.push_back(bind(key.subscription));
    if constexpr (requires { key.user; }) cells.push_back(bind(key.user));
    if constexpr (requires { key.product; }) cells.push_back(bind(key.product));
    if constexpr (requires {
                    key.subscription;
                    key.id;
                  })
      cells.push_back(bind(key.id));
    if constexpr (requires { key.invoice; }) cells.push_back(bind(key.invoice));
    if constexpr (requires { key.line; }) cells.push_back(bind(key.line));
    if constexpr (requires { key.sequence; }) cells.push_back(bind(key.sequence));
    if constexpr (requires { key.job; }) cells.push_back(bind(key.job));
    if constexpr (requires { key.row; }) cells.push_back(bind(key.row));
  }
}

template <class T>
Result<void> load_by_key(ports::Connection& connection, const Wanted<T>& wanted,
                         Collection<T>& table) {
  std::vector<typename T::Key> keys;
  for (const auto& key : wanted.keys()) {
    if (!table.is_loaded(key)) keys.push_back(key);
  }
  // In order and once each: two batches that lock rows never wait for each other in a circle.
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (keys.empty()) return {};
  ports::Rows rows{Table<T>::key_columns, {}};
  rows.cells.reserve(keys.size() * rows.width);
  for (const auto& key : keys) {
    table.expect(key);
    append_key(key, rows.cells);
  }
  return connection.read(select_by_key_sql<T>(), rows,
                         [&table](const ports::Row& row) { table.put_loaded(fetch_row<T>(row)); });
}

template <class T>
Result<void> write_rows(ports::Connection& connection, const ports::Sql& sql,
                        const std::vector<const T*>& rows) {
  if (rows.empty()) return {};
  ports::Rows parameters{column_count<T>(), {}};
  parameters.cells.reserve(rows.size() * parameters.width);
  for (const T* row : rows) append_cells(*row, parameters.cells);
  return connection.write(sql, parameters);
}

// Only the columns that changed, because setting a column costs a turn in each index that has it.
template <class T>
Result<void> write_updates(ports::Connection& connection, const Collection<T>& table) {
  const ColumnSet key((1ULL << Table<T>::key_columns) - 1);
  std::map<unsigned long long, ports::Rows> rows_of_columns;
  for (const auto& [row, loaded] : table.updates()) {
    const ColumnSet changed = differing_columns(*row, *loaded);
    if (changed.none()) continue;
    const ColumnSet columns = changed | key;
    ports::Rows& rows = rows_of_columns[columns.to_ullong()];
    rows.width = columns.count();
    append_cells(*row, columns, rows.cells);
  }
  for (const auto& [columns, rows] : rows_of_columns)
    TRY(connection.write(update_sql<T>(ColumnSet(columns)), rows));
  return {};
}

template <class T>
Result<void> save_table(ports::Connection& connection, Collection<T>& table) {
  TRY(write_rows(connection, insert_sql<T>(), table.rows_with(Fate::insert)));
  TRY(write_updates(connection, table));
  const auto removed = table.removed_keys();
  if (removed.empty()) return {};
  ports::Rows keys{Table<T>::key_columns, {}};
  for (const auto& key : removed) append_key(key, keys.cells);
  return connection.write(remove_sql<T>(), keys);
}

}  // namespace perseat::store
