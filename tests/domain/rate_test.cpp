// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/rate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "domain/rational.h"

namespace perseat {
namespace {

TEST(Rate, IsReadAndWrittenAsAPercentage) {
  struct Row {
    const char* text;
    std::int64_t parts_per_million;
    const char* written;
  };
  for (const Row& row :
       {Row{"9.5", 95'000, "9.5"}, Row{"19", 190'000, "19"}, Row{"0", 0, "0"},
        Row{"100", 1'000'000, "100"}, Row{"0.0001", 1, "0.0001"}, Row{"8.8750", 88'750, "8.875"},
        Row{"10.01", 100'100, "10.01"}, Row{"007.5", 75'000, "7.5"}}) {
    const auto rate = parse_percent(row.text);
    ASSERT_TRUE(rate) << row.text;
    EXPECT_EQ(rate->parts_per_million, row.parts_per_million) << row.text;
    EXPECT_EQ(format_percent(*rate), row.written);
  }
}

TEST(Rate, IsRefusedWhenItIsNoPercentage) {
  for (const char* text : {"", ".", "5.", ".5", "-1", "1.2.3", "9,5", "1.00001", "5%", " 5"})
    EXPECT_EQ(parse_percent(text).error().reason, "malformedRate") << text;
  for (const char* text : {"100.0001", "101", "99999999999999999999"})
    EXPECT_EQ(parse_percent(text).error().reason, "rateOutOfRange") << text;
}

RC_GTEST_PROP(Rate, TakesAnExactPartRoundedOnce, (std::int64_t amount)) {
  const Rate rate{*rc::gen::inRange<std::int64_t>(0, rate_whole + 1)};
  const auto exact = testing_support::rounded(
      testing_support::Rational(amount) * rate.parts_per_million / rate_whole,
      Rounding::half_away_from_zero);
  RC_ASSERT(testing_support::Integer(part_of(amount, rate)) == exact);
  RC_ASSERT(parse_percent(format_percent(rate)).value() == rate);
}

}  // namespace
}  // namespace perseat
