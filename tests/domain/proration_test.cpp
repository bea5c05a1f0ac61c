// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/proration.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "domain/examples.h"
#include "domain/rational.h"

namespace perseat {
namespace {

using testing_support::day;
using testing_support::eur;
using testing_support::february;
using testing_support::Integer;
using testing_support::krw;
using testing_support::kwd;
using testing_support::Rational;
using testing_support::rounded;
using testing_support::twenty;

ChargedPart part_of_seats(std::int64_t amount, std::int64_t quantity, Period service) {
  return {amount, 0, quantity, quantity, service, service};
}

TEST(Proration, KeepsTheDaysBeforeTheChange) {
  EXPECT_EQ(remaining_fraction(february(), day("2022-02-03")), (DayFraction{26, 28}));
  EXPECT_EQ(charge_for_rest(twenty, 1, february(), day("2022-02-01")).value().minor, 2000);
  EXPECT_EQ(charge_for_rest(twenty, 1, february(), day("2022-02-03")).value().minor, 1857);
  EXPECT_EQ(charge_for_rest(twenty, 1, february(), day("2022-03-01")).value().minor, 0);
  const ChargedPart bought = part_of_seats(2000, 1, february());
  EXPECT_EQ(credit_for(bought, 1, day("2022-02-03")), 1857);
  EXPECT_EQ(credit_for(bought, 1, day("2022-02-01")), 2000);
  EXPECT_EQ(credit_for(bought, 1, day("2022-02-28")), 71);
  EXPECT_EQ(credit_for(bought, 1, day("2022-03-01")), 0);
}

TEST(Proration, IsOfTheWholePeriodAlsoForSeatsThatJoinedLater) {
  // 10.00 for ten of thirty days is 3.33; five days of it are 1.67 (1.665 of what was charged).
  const Period april{day("2022-04-01"), day("2022-05-01")};
  const UnitPrice ten{1000, 2, eur};
  EXPECT_EQ(charge_for_rest(ten, 1, april, day("2022-04-21")).value().minor, 333);
  ChargedPart joined = part_of_seats(333, 1, {day("2022-04-21"), day("2022-05-01")});
  joined.period = april;
  EXPECT_EQ(credit_for(joined, 1, day("2022-04-26")), 167);
}

TEST(Proration, ReturnsWhatWasReallyChargedAfterDiscount) {
  // 100.00 list price, half off: 50.00 charged, 14 of 28 days give back 25.00.
  EXPECT_EQ(credit_for(part_of_seats(5000, 1, february()), 1, day("2022-02-15")), 2500);
}

TEST(Proration, NeverReturnsMoreThanIsLeftOfTheLine) {
  ChargedPart part = part_of_seats(1000, 1, february());
  part.credited = 900;
  EXPECT_EQ(credit_for(part, 1, day("2022-02-02")), 100);
}

TEST(Proration, LeavesNothingBehindWhenNothingWasUsed) {
  ChargedPart part = part_of_seats(1000, 3, february());
  std::int64_t credits[3];
  for (std::int64_t& credit : credits) {
    credit = credit_for(part, 1, day("2022-02-01"));
    part.credited += credit;
    --part.seats_left;
  }
  EXPECT_EQ(credits[0], 333);
  EXPECT_EQ(credits[1], 333);
  EXPECT_EQ(credits[2], 334);
}

TEST(SeatsToCredit, TakesTheSeatsBoughtLastFirst) {
  const Period late{day("2022-02-10"), day("2022-03-01")};
  std::vector<ChargedPart> parts{part_of_seats(1000, 10, february()), part_of_seats(300, 5, late)};
  parts[1].period = february();
  const Date change = day("2022-02-20");
  EXPECT_EQ(seats_to_credit(parts, 3, change), (std::vector<std::int64_t>{0, 3}));
  EXPECT_EQ(seats_to_credit(parts, 8, change), (std::vector<std::int64_t>{3, 5}));
  EXPECT_EQ(seats_to_credit(parts, 99, change), (std::vector<std::int64_t>{10, 5}));
  parts[1].seats_left = 1;
  EXPECT_EQ(seats_to_credit(parts, 3, change), (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(seats_to_credit(parts, 3, day("2022-03-01")), (std::vector<std::int64_t>{0, 0}));
}

TEST(SeatsToCredit, GivesUpTheSameSeatsInEveryPeriodThatWasPaidAhead) {
  const Period march{day("2022-03-01"), day("2022-04-01")};
  const std::vector<ChargedPart> parts{part_of_seats(1000, 10, february()),
                                       part_of_seats(1200, 12, march)};
  EXPECT_EQ(seats_to_credit(parts, 4, day("2022-02-20")), (std::vector<std::int64_t>{4, 4}));
  EXPECT_EQ(seats_to_credit(parts, 11, day("2022-02-20")), (std::vector<std::int64_t>{10, 11}));
}

// A period of any month of any year, or a year, with any anchor day.
Period some_period() {
  const Date start{*rc::gen::inRange(10'000, 40'000)};
  return period_at(anchor_day_of(start), start, *rc::gen::element(1, 12));
}

RC_GTEST_PROP(Proration, AgreesWithExactFractionsOnEveryDay, ()) {
  const Period period = some_period();
  const UnitPrice price{*rc::gen::inRange<std::int64_t>(0, 100'000'000), *rc::gen::inRange(0, 7),
                        *rc::gen::element(eur, krw, kwd)};
  const auto seats = *rc::gen::inRange<std::int64_t>(1, 100'001);
  const Rational whole = testing_support::price_in_minor(price) * seats;
  for (int used = 0; used <= period.days(); ++used) {
    const Date change = period.start.plus_days(used);
    const Integer expected =
        rounded(whole * (period.days() - used) / period.days(), Rounding::half_away_from_zero);
    RC_ASSERT(Integer(charge_for_rest(price, seats, period, change).value().minor) == expected);
  }
}

RC_GTEST_PROP(Proration, SplitsAChargeIntoWhatIsKeptAndWhatIsReturnedOnEveryDay, ()) {
  const Period period = some_period();
  const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const ChargedPart part = part_of_seats(amount, *rc::gen::inRange<std::int64_t>(1, 1000), period);
  std::int64_t kept_before = 0;
  for (int used = 0; used <= period.days(); ++used) {
    const std::int64_t credit = credit_for(part, part.quantity, period.start.plus_days(used));
    const std::int64_t kept = amount - credit;
    const Rational off = Rational(amount) * used / period.days() - kept;
    RC_ASSERT(off <= Rational(1, 2) && off >= Rational(-1, 2));
    RC_ASSERT(kept >= kept_before);
    kept_before = kept;
  }
  RC_ASSERT(kept_before == amount);
}

RC_GTEST_PROP(Proration, NeverReturnsMoreThanWasChargedInAnySequence, ()) {
  ChargedPart part = part_of_seats(*rc::gen::inRange<std::int64_t>(0, 10'000),
                                   *rc::gen::inRange<std::int64_t>(1, 200), some_period());
  Date change = part.period.start;
  while (part.seats_left > 0 && change < part.period.end) {
    const auto seats = *rc::gen::inRange<std::int64_t>(1, part.seats_left + 1);
    const std::int64_t credit = credit_for(part, seats, change);
    RC_ASSERT(credit >= 0);
    part.credited += credit;
    part.seats_left -= seats;
    RC_ASSERT(part.credited <= part.amount);
    change = change.plus_days(*rc::gen::inRange(0, 5));
  }
}

}  // namespace
}  // namespace perseat
