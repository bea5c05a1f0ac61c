// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How a struct is a row: its columns, named once. The statements that load and save by key follow
// from that list, so a column can't be forgotten in one of them.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/enum_text.h"
#include "domain/money.h"
#include "domain/organization.h"
#include "ports/database.h"
#include "store/column_type.h"

namespace perseat::store {

template <class Row, class Member>
struct Column {
  std::string_view name;
  Member Row::* member;

  [[nodiscard]] const Member& of(const Row& row) const { return row.*member; }
  Member& of(Row& row) const { return row.*member; }
};

// A member of a struct that is itself a member, e.g. the city of an address.
template <class Row, class Outer, class Member>
struct NestedColumn {
  std::string_view name;
  Outer Row::* outer;
  Member Outer::* member;

  [[nodiscard]] const Member& of(const Row& row) const { return row.*outer.*member; }
  Member& of(Row& row) const { return row.*outer.*member; }
};

template <class Row, class Member>
constexpr auto column(std::string_view name, Member Row::* member) {
  return Column<Row, Member>{name, member};
}

template <class Row>
constexpr auto address_columns(Address Row::* address,
                               const std::array<std::string_view, 6>& names) {
  using Text = NestedColumn<Row, Address, std::string>;
  return std::tuple{
      Text{names[0], address, &Address::line1},       Text{names[1], address, &Address::line2},
      Text{names[2], address, &Address::city},        Text{names[3], address, &Address::region},
      Text{names[4], address, &Address::postal_code}, Text{names[5], address, &Address::country}};
}

// Specialized once per row type: `name`, `key_columns` (how many of the first columns are the
// key) and `columns`.
template <class Row>
struct Table;

inline ports::Value bind(std::int64_t value) { return ports::Value::of(value); }
inline ports::Value bind(bool value) { return ports::Value::of(std::int64_t{value ? 1 : 0}); }
inline ports::Value bind(const std::string& value) { return ports::Value::of(value); }
inline ports::Value bind(const Uuid& value) { return ports::Value::of(value); }
inline ports::Value bind(Instant value) { return ports::Value::of(value); }
inline ports::Value bind(Date value) { return ports::Value::of(value); }
inline ports::Value bind(const Currency& value) { return ports::Value::of(value.text()); }
template <class Kind>
ports::Value bind(const Id<Kind>& value) {
  return ports::Value::of(value);
}
template <NamedEnum Enum>
ports::Value bind(Enum value) {
  return ports::Value::of(enum_text(value));
}
template <class T>
ports::Value bind(const std::optional<T>& value) {
  return value ? bind(*value) : ports::Value::of_null();
}

inline void fetch(const ports::Row& row, int at, std::int64_t& value) { value = row.integer(at); }
inline void fetch(const ports::Row& row, int at, bool& value) { value = row.integer(at) != 0; }
inline void fetch(const ports::Row& row, int at, std::string& value) { value = row.text(at); }
inline void fetch(const ports::Row& row, int at, Uuid& value) { value = row.uuid(at); }
inline void fetch(const ports::Row& row, int at, Instant& value) { value = row.instant(at); }
inline void fetch(const ports::Row& row, int at, Date& value) { value = row.date(at); }
inline void fetch(const ports::Row& row, int at, Currency& value) {
  const std::string_view text = row.text(at);
  value = text.empty() ? Currency() : Currency(text);
}
template <class Kind>
void fetch(const ports::Row& row, int at, Id<Kind>& value) {
  value.uuid = row.uuid(at);
}
template <NamedEnum Enum>
void fetch(const ports::Row& row, int at, Enum& value) {
  const auto known = parse_enum<Enum>(row.text(at));
  CHECK(known.has_value());
  value = *known;
}
template <class T>
void fetch(const ports::Row& row, int at, std::optional<T>& value) {
  if (row.is_null(at)) {
    value.reset();
    return;
  }
  fetch(row, at, value.emplace());
}

template <class Row>
Row fetch_row(const ports::Row& source) {
  Row row;
  int at = 0;
  std::apply([&](const auto&... columns) { (fetch(source, at++, columns.of(row)), ...); },
             Table<Row>::columns);
  return row;
}

// The names of a table's columns, and their types on PostgreSQL.
template <class Row>
std::vector<std::string_view> column_names() {
  return std::apply(
      [](const auto&... columns) { return std::vector<std::string_view>{columns.name...}; },
      Table<Row>::columns);
}

template <class Row>
std::vector<std::string_view> column_types() {
  const auto type_of = []<class AnyColumn>(const AnyColumn& column) {
    return ColumnType<std::decay_t<decltype(column.of(std::declval<const Row&>()))>>::name;
  };
  return std::apply(
      [&](const auto&... columns) { return std::vector<std::string_view>{type_of(columns)...}; },
      Table<Row>::columns);
}

}  // namespace perseat::store
