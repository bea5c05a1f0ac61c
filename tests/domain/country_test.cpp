// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/country.h"

#include <gtest/gtest.h>

#include <string>

#include "base/zone.h"
#include "domain/money.h"

namespace perseat {
namespace {

TEST(Country, EveryCountryHasAKnownCurrencyAndZone) {
  int found = 0;
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) {
      const std::string code{first, second};
      const CountryFacts* facts = find_country(code);
      if (facts == nullptr) continue;
      ++found;
      EXPECT_TRUE(parse_currency(facts->currency).has_value()) << code << facts->currency;
      EXPECT_TRUE(zone_exists(facts->time_zone)) << code << facts->time_zone;
    }
  }
  EXPECT_EQ(found, 249);
}

TEST(Country, NothingElseIsACountry) {
  for (const char* text : {"", "D", "de", "DEU", "XX", "ZZ", "A1"})
    EXPECT_EQ(find_country(text), nullptr) << text;
}

}  // namespace
}  // namespace perseat
