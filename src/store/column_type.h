// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The types of columns on PostgreSQL, by those of the members that they hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "base/id.h"
#include "base/time.h"

namespace perseat::store {

// The words of PostgreSQL for the types that `bind` makes, which arrays of parameters need.
template <class T>
struct ColumnType {
  static constexpr std::string_view name = "text";
};
template <class T>
  requires std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool> ||
           std::is_same_v<T, Instant> || std::is_same_v<T, Date>
struct ColumnType<T> {
  static constexpr std::string_view name = "bigint";
};
template <>
struct ColumnType<Uuid> {
  static constexpr std::string_view name = "uuid";
};
template <class Kind>
struct ColumnType<Id<Kind>> : ColumnType<Uuid> {};
template <class T>
struct ColumnType<std::optional<T>> : ColumnType<T> {};

}  // namespace perseat::store
