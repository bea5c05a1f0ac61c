// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/statements.h"

#include <fmt/format.h>

#include <span>

namespace perseat::store {
namespace {

using Names = std::vector<std::string_view>;

// "a, b, c", each after the prefix.
std::string list(std::span<const std::string_view> names, std::string_view prefix = {}) {
  std::string text;
  for (const std::string_view name : names)
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", prefix, name);
  return text;
}

// "a = $1 and b = $2".
std::string equals_parameters(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += fmt::format("{}{} = ${}", i == 0 ? "" : " and ", names[i], i + 1);
  return text;
}

// "t.a = v.a and t.b = v.b".
std::string equals_values(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names)
    text += fmt::format("{}t.{} = v.{}", text.empty() ? "" : " and ", name, name);
  return text;
}

// "unnest($1::uuid[], $2::text[]) as v (a, b)": an array a column becomes rows.
std::string unnest(std::span<const std::string_view> names,
                   std::span<const std::string_view> types) {
  std::string arrays;
  for (std::size_t i = 0; i < types.size(); ++i)
    arrays += fmt::format("{}${}::{}[]", i == 0 ? "" : ", ", i + 1, types[i]);
  return fmt::format("unnest({}) as v ({})", arrays, list(names));
}

std::string unnest_keys(const TableNames& names) {
  return unnest(std::span(names.columns).first(names.key_columns),
                std::span(names.types).first(names.key_columns));
}

std::span<const std::string_view> key_of(const TableNames& names) {
  return std::span(names.columns).first(names.key_columns);
}

// The condition's $1 as v.p1, and so on.
std::string on_values(std::string_view condition, std::size_t parameters) {
  std::string text(condition);
  for (std::size_t i = parameters; i >= 1; --i) {
    const std::string place = fmt::format("${}", i);
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at))
      text.replace(at, place.size(), fmt::format("v.p{}", i));
  }
  return text;
}

}  // namespace

OwnedSql::Texts insert_texts(const TableNames& names) {
  std::string places;
  for (std::size_t i = 1; i <= names.columns.size(); ++i)
    places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
  const std::string start = fmt::format("insert into {} ({}) ", names.table, list(names.columns));
  return {fmt::format("{}values ({})", start, places),
          fmt::format("{}select {} from {}", start, list(names.columns, "v."),
                      unnest(names.columns, names.types))};
}

OwnedSql::Texts update_texts(const TableNames& names) {
  std::string by_place;
  std::string by_value;
  for (std::size_t i = names.key_columns; i < names.columns.size(); ++i) {
    const std::string_view comma = by_place.empty() ? "" : ", ";
    by_place += fmt::format("{}{} = ${}", comma, names.columns[i], i + 1);
    by_value += fmt::format("{}{} = v.{}", comma, names.columns[i], names.columns[i]);
  }
  return {fmt::format("update {} set {} where {}", names.table, by_place,
                      equals_parameters(key_of(names))),
          fmt::format("update {} t set {} from {} where {}", names.table, by_value,
                      unnest(names.columns, names.types), equals_values(key_of(names)))};
}

TableNames only(const TableNames& names, ColumnSet columns) {
  TableNames some{names.table, {}, {}, names.key_columns};
  for (std::size_t i = 0; i < names.columns.size(); ++i) {
    if (!columns[i]) continue;
    some.columns.push_back(names.columns[i]);
    some.types.push_back(names.types[i]);
  }
  return some;
}

const ports::Sql& UpdateStatements::of(ColumnSet columns) {
  const std::lock_guard lock(mutex_);
  const auto known = made_.find(columns.to_ullong());
  if (known != made_.end()) return known->second.sql();
  return made_.try_emplace(columns.to_ullong(), update_texts(only(names_, columns)), where_)
      .first->second.sql();
}

OwnedSql::Texts remove_texts(const TableNames& names) {
  return {fmt::format("delete from {} where {}", names.table, equals_parameters(key_of(names))),
          fmt::format("delete from {} t using {} where {}", names.table, unnest_keys(names),
                      equals_values(key_of(names)))};
}

OwnedSql::Texts select_by_key_texts(const TableNames& names) {
  return {fmt::format("select {} from {} where {}", list(names.columns), names.table,
                      equals_parameters(key_of(names))),
          fmt::format("select {} from {} join {} t on {}", list(names.columns, "t."),
                      unnest_keys(names), names.table, equals_values(key_of(names)))};
}

OwnedSql::Texts select_each_texts(const TableNames& names, std::string_view condition,
                                  const Names& types) {
  std::vector<std::string> places;
  for (std::size_t i = 1; i <= types.size(); ++i) places.push_back(fmt::format("p{}", i));
  const Names place_names(places.begin(), places.end());
  return {fmt::format("select {} from {} where {}", list(names.columns), names.table, condition),
          fmt::format("select {} from {} cross join lateral (select {} from {} where {}) t",
                      list(names.columns, "t."), unnest(place_names, types), list(names.columns),
                      names.table, on_values(condition, types.size()))};
}

OwnedSql::Texts select_led_to_texts(const TableNames& names, std::string_view from,
                                    std::string_view column) {
  const Names keys{"org_id", "id"};
  const Names types{"uuid", "uuid"};
  const std::string columns = list(names.columns, "t.");
  const std::string join =
      fmt::format("join {} t on t.org_id = f.org_id and t.id = f.{}", names.table, column);
  return {
      fmt::format("select {} from {} f {} where f.org_id = $1 and f.id = $2", columns, from, join),
      fmt::format("select {} from {} join {} f on f.org_id = v.org_id and f.id = v.id {}", columns,
                  unnest(keys, types), from, join)};
}

OwnedSql::Texts select_texts(const TableNames& names, std::string_view condition) {
  return {fmt::format("select {} from {} where {}", list(names.columns), names.table, condition)};
}

}  // namespace perseat::store
