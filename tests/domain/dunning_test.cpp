// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/dunning.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

constexpr Date due{20'000};

struct DunningRow {
  int days_after;
  std::optional<int> next;
};

// Every fifth day after the due date, and the thirtieth, which is the last.
TEST(Dunning, ComesBackEveryFewDaysUntilTheGraceIsOver) {
  const DunningRow rows[] = {{-3, 5},  {0, 5},   {4, 5},   {5, 10},  {7, 10},
                             {24, 25}, {25, 30}, {29, 30}, {30, {}}, {400, {}}};
  for (const DunningRow& row : rows) {
    const auto next = next_dunning_day(due, due.plus_days(row.days_after), {});
    ASSERT_EQ(next.has_value(), row.next.has_value()) << row.days_after;
    EXPECT_EQ(next, row.next ? std::optional(due.plus_days(*row.next)) : std::nullopt);
    EXPECT_EQ(is_grace_over(due, due.plus_days(row.days_after), {}), !row.next.has_value());
  }
}

TEST(Dunning, TheLastDayIsThatOfTheGraceAlsoWhenItIsNoMultiple) {
  const Dunning uneven{7, 10};
  EXPECT_EQ(next_dunning_day(due, due, uneven), due.plus_days(7));
  EXPECT_EQ(next_dunning_day(due, due.plus_days(7), uneven), due.plus_days(10));
  const Dunning hasty{5, 2};
  EXPECT_EQ(next_dunning_day(due, due, hasty), due.plus_days(2));
}

}  // namespace
}  // namespace perseat
