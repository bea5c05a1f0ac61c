// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A catalog as a TOML file that people edit: the members of the API's ApplyCatalog by their names,
// with prices written as "12.50 EUR" and days as TOML dates.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace perseat::cli {

// The JSON of PUT /v1/catalog. Refused with a line number: TOML that is none, and floating point
// numbers, which are not exact. `name` is for messages.
[[nodiscard]] Result<std::string> catalog_json(std::string_view toml, std::string_view name);

// What GET /v1/catalog answers, without the ids, as a file that `catalog apply` takes unchanged.
[[nodiscard]] std::string catalog_toml(json::Node catalog);

}  // namespace perseat::cli
