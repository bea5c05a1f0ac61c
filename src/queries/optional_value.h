// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Filters that may be absent, as parameters: null means any.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "ports/database.h"

namespace perseat::queries {

template <class T>
[[nodiscard]] ports::Value optional_value(const std::optional<T>& value) {
  if (!value) return ports::Value::of_null();
  if constexpr (NamedEnum<T>)
    return ports::Value::of(enum_text(*value));
  else if constexpr (std::is_same_v<T, std::string>)
    return ports::Value::of(std::string_view(*value));
  else
    return ports::Value::of(*value);
}

}  // namespace perseat::queries
