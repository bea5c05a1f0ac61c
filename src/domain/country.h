// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is usual in a country, where nobody said otherwise: its currency and its calendar.
#pragma once

#include <string_view>

namespace perseat {

struct CountryFacts {
  std::string_view code;       // ISO 3166-1 alpha-2
  std::string_view currency;   // ISO 4217
  std::string_view time_zone;  // IANA
};

// Null for what is no country code.
[[nodiscard]] const CountryFacts* find_country(std::string_view code);

}  // namespace perseat
