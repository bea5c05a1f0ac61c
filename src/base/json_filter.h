// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A JSON text without what should not be seen in it.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace perseat::json {

// The value as text, leaving out the members of that name at any depth.
[[nodiscard]] std::string dump_without(Node node, std::string_view name);

}  // namespace perseat::json
