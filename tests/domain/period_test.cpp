// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/period.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "domain/examples.h"

namespace perseat {
namespace {

using testing_support::day;

TEST(Period, IsHalfOpen) {
  const Period february{day("2022-02-01"), day("2022-03-01")};
  EXPECT_EQ(february.days(), 28);
  EXPECT_TRUE(february.contains(day("2022-02-01")));
  EXPECT_TRUE(february.contains(day("2022-02-28")));
  EXPECT_FALSE(february.contains(day("2022-03-01")));
  EXPECT_FALSE(february.contains(day("2022-01-31")));
}

TEST(Period, CountsTheDaysThatRemain) {
  const Period february{day("2022-02-01"), day("2022-03-01")};
  EXPECT_EQ(remaining_days(february, day("2022-02-03")), 26);
  EXPECT_EQ(remaining_days(february, day("2022-02-01")), 28);
  EXPECT_EQ(remaining_days(february, day("2022-02-28")), 1);
  EXPECT_EQ(remaining_days(february, day("2022-03-01")), 0);
  EXPECT_EQ(remaining_days(february, day("2022-05-01")), 0);
  EXPECT_EQ(remaining_days(february, day("2021-12-01")), 28);
}

TEST(Period, SharesDaysWithAnother) {
  const Period february{day("2022-02-01"), day("2022-03-01")};
  const Period late{day("2022-02-20"), day("2022-04-01")};
  EXPECT_EQ(intersect(february, late), (Period{day("2022-02-20"), day("2022-03-01")}));
  EXPECT_TRUE(intersect(february, {day("2022-03-01"), day("2022-04-01")}).is_empty());
  EXPECT_TRUE(intersect({day("2022-03-01"), day("2022-04-01")}, february).is_empty());
}

TEST(Anchor, IsClampedToShortMonthsAndComesBack) {
  const char* months_from_january[] = {"2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30",
                                       "2023-05-31", "2023-06-30", "2023-07-31", "2023-08-31",
                                       "2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31",
                                       "2024-01-31", "2024-02-29", "2024-03-31"};
  Period period = period_at(31, day("2023-01-31"), 1);
  for (const char* start : months_from_january) {
    EXPECT_EQ(format_date(period.start), start);
    period = next_period(31, period, 1);
  }
}

TEST(Anchor, OfALeapDayReturnsEveryFourthYear) {
  const char* years[] = {"2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"};
  Period period = period_at(29, day("2024-02-29"), 12);
  for (const char* start : years) {
    EXPECT_EQ(format_date(period.start), start);
    period = next_period(29, period, 12);
  }
  EXPECT_EQ(anchor_after(29, day("2096-02-29"), 48), day("2100-02-28"));
}

TEST(Anchor, IsTheDayItselfOrTheEndOfAShorterMonth) {
  EXPECT_TRUE(is_anchor(31, day("2023-02-28")));
  EXPECT_TRUE(is_anchor(30, day("2023-02-28")));
  EXPECT_TRUE(is_anchor(28, day("2023-02-28")));
  EXPECT_FALSE(is_anchor(31, day("2024-02-28")));
  EXPECT_FALSE(is_anchor(15, day("2024-02-28")));
}

TEST(PeriodContaining, FindsThePeriodOfAnyDay) {
  EXPECT_EQ(period_containing(31, day("2023-01-31"), 1, day("2023-02-28")),
            (Period{day("2023-02-28"), day("2023-03-31")}));
  EXPECT_EQ(period_containing(31, day("2023-01-31"), 1, day("2023-02-27")),
            (Period{day("2023-01-31"), day("2023-02-28")}));
  EXPECT_EQ(period_containing(15, day("2023-01-15"), 12, day("2025-01-14")),
            (Period{day("2024-01-15"), day("2025-01-15")}));
  EXPECT_EQ(period_containing(15, day("2023-01-15"), 12, day("2022-03-01")),
            (Period{day("2022-01-15"), day("2023-01-15")}));
}

TEST(Term, CountsItsMonths) {
  EXPECT_EQ(months_of(Term::monthly), 1);
  EXPECT_EQ(months_of(Term::yearly), 12);
  EXPECT_EQ(parse_enum<Term>("yearly"), Term::yearly);
}

RC_GTEST_PROP(Period, FollowsWithoutGapOrOverlapFromAnyStart, ()) {
  const Date start{*rc::gen::inRange(-10'000, 60'000)};
  const int anchor_day = anchor_day_of(start);
  const int months = *rc::gen::element(1, 12);
  Period period = period_at(anchor_day, start, months);
  for (int i = 0; i < 60; ++i) {
    RC_ASSERT(!period.is_empty());
    RC_ASSERT(is_anchor(anchor_day, period.end));
    RC_ASSERT(period.days() >= (months == 1 ? 28 : 365));
    RC_ASSERT(period.days() <= (months == 1 ? 31 : 366));
    const Period next = next_period(anchor_day, period, months);
    RC_ASSERT(next.start == period.end);
    RC_ASSERT(previous_period(anchor_day, next, months) == period);
    const Date some = period.start.plus_days(*rc::gen::inRange(0, period.days()));
    RC_ASSERT(period_containing(anchor_day, start, months, some) == period);
    period = next;
  }
}

RC_GTEST_PROP(PeriodContaining, HoldsEveryDayBeforeAndAfterTheStart, ()) {
  const Date start{*rc::gen::inRange(10'000, 30'000)};
  const Date wanted{*rc::gen::inRange(-5'000, 60'000)};
  const int anchor_day = anchor_day_of(start);
  const int months = *rc::gen::element(1, 12);
  const Period period = period_containing(anchor_day, start, months, wanted);
  RC_ASSERT(period.contains(wanted));
  RC_ASSERT(period == period_at(anchor_day, period.start, months));
}

}  // namespace
}  // namespace perseat
