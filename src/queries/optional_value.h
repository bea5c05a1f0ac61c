// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Filters that may be absent, as parameters: null means any.
#pragma once

#include <optional>

#include "base/enum_text.h"
#include "ports/database.h"

namespace perseat::queries {

template <class T>
[[nodiscard]] ports::Value optional_value(const std::optional<T>& value) {
  if (!value) return ports::Value::of_null();
  if constexpr (NamedEnum<T>)
    return ports::Value::of(enum_text(*value));
  else
    return ports::Value::of(*value);
}
// The parameter would borrow from a temporary.
template <class T>
ports::Value optional_value(const std::optional<T>&& value) = delete;

}  // namespace perseat::queries
