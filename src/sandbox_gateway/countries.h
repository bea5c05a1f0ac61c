// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// ISO 3166-1: two letters and three digits. Test card numbers carry the digits.
#pragma once

#include <optional>
#include <string_view>

namespace perseat::sandbox_gateway {

// "KR" to "410"; upper case only.
[[nodiscard]] std::optional<std::string_view> country_number(std::string_view alpha2);
[[nodiscard]] std::optional<std::string_view> country_letters(std::string_view number);

}  // namespace perseat::sandbox_gateway
