// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The one place where an enumerator gets its text on the wire and in the database (camelCase).
// A type takes part by specializing EnumText with a constexpr array `table` of {value, text}.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/check.h"

namespace perseat {

template <class Enum>
struct EnumText;

template <class Enum>
using EnumEntry = std::pair<Enum, std::string_view>;

template <class Enum>
concept NamedEnum = requires { EnumText<Enum>::table.size(); };

template <NamedEnum Enum>
[[nodiscard]] constexpr std::string_view enum_text(Enum value) {
  for (const auto& [known, text] : EnumText<Enum>::table) {
    if (known == value) return text;
  }
  report_bug("enumerator has a text", __FILE__, __LINE__);
}

template <NamedEnum Enum>
[[nodiscard]] constexpr std::optional<Enum> parse_enum(std::string_view text) {
  for (const auto& [value, known] : EnumText<Enum>::table) {
    if (known == text) return value;
  }
  return std::nullopt;
}

}  // namespace perseat
