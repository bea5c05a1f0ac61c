// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/allocation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "domain/rational.h"

namespace perseat {
namespace {

using Amounts = std::vector<std::int64_t>;

TEST(Allocation, GivesWhatIsLeftToTheLargestCutOffParts) {
  EXPECT_EQ(allocate(100, Amounts{1, 1, 1}), (Amounts{34, 33, 33}));
  EXPECT_EQ(allocate(-100, Amounts{1, 1, 1}), (Amounts{-34, -33, -33}));
  EXPECT_EQ(allocate(101, Amounts{1, 1, 1}), (Amounts{34, 34, 33}));
  EXPECT_EQ(allocate(10, Amounts{1, 2, 4}), (Amounts{1, 3, 6}));
  EXPECT_EQ(allocate(1, Amounts{0, 0, 5}), (Amounts{0, 0, 1}));
  EXPECT_EQ(allocate(0, Amounts{3, 4}), (Amounts{0, 0}));
  EXPECT_EQ(allocate(5, Amounts{0, 0}), (Amounts{3, 2}));
  EXPECT_EQ(allocate(0, Amounts{}), Amounts{});
}

TEST(Allocation, KeepsTheOrderOfEqualLines) {
  EXPECT_EQ(allocate(2, Amounts{5, 5, 5, 5}), (Amounts{1, 1, 0, 0}));
  Amounts expected(200, 0);
  std::fill_n(expected.begin(), 77, 1);
  EXPECT_EQ(allocate(77, Amounts(200, 5)), expected);
}

RC_GTEST_PROP(Allocation, AddsUpAndIsWithinOneUnitOfTheExactShare, ()) {
  const auto total =
      *rc::gen::inRange<std::int64_t>(-4'000'000'000'000'000'000, 4'000'000'000'000'000'000);
  const auto weights = *rc::gen::suchThat(
      rc::gen::container<Amounts>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000)),
      [](const Amounts& some) { return std::accumulate(some.begin(), some.end(), 0LL) > 0; });
  const Amounts shares = allocate(total, weights);
  const testing_support::Integer sum = std::accumulate(weights.begin(), weights.end(), 0LL);
  testing_support::Integer given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const testing_support::Rational exact = testing_support::Rational(total) * weights[i] / sum;
    const testing_support::Rational off = exact - shares[i];
    RC_ASSERT(off < 1 && off > -1);
    given += shares[i];
  }
  RC_ASSERT(given == total);
}

TEST(Discount, TakesAPercentageOrAFixedAmountButNeverMoreThanThereIs) {
  EXPECT_EQ(discount_on(1999, {}), 0);
  EXPECT_EQ(discount_on(1999, {DiscountKind::percentage, {100'000}, 0}), 200);
  EXPECT_EQ(discount_on(1999, {DiscountKind::fixed, {}, 500}), 500);
  EXPECT_EQ(discount_on(300, {DiscountKind::fixed, {}, 500}), 300);
  EXPECT_EQ(discount_lines(Amounts{1000, 1000, 1000}, {DiscountKind::fixed, {}, 100}),
            (Amounts{34, 33, 33}));
  EXPECT_EQ(discount_lines(Amounts{5, 0, 5}, {DiscountKind::percentage, {100'000}, 0}),
            (Amounts{1, 0, 0}));
}

RC_GTEST_PROP(Discount, NeverTakesMoreFromALineThanItHas, ()) {
  const auto gross = *rc::gen::container<Amounts>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
  const Discount discount{*rc::gen::element(DiscountKind::percentage, DiscountKind::fixed),
                          {*rc::gen::inRange<std::int64_t>(0, rate_whole + 1)},
                          *rc::gen::inRange<std::int64_t>(0, 10'000'000'000)};
  const Amounts taken = discount_lines(gross, discount);
  const auto gross_sum = std::accumulate(gross.begin(), gross.end(), std::int64_t{0});
  RC_ASSERT(std::accumulate(taken.begin(), taken.end(), std::int64_t{0}) ==
            discount_on(gross_sum, discount));
  for (std::size_t i = 0; i < gross.size(); ++i) RC_ASSERT(taken[i] >= 0 && taken[i] <= gross[i]);
}

}  // namespace
}  // namespace perseat
