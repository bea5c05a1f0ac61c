// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/period.h"

#include <algorithm>

#include "base/check.h"

namespace perseat {
namespace {

// Months since year 0, for arithmetic over year ends.
int month_index(const YearMonthDay& civil) {
  return civil.year * 12 + static_cast<int>(civil.month) - 1;
}

Date anchor_in_month(int anchor_day, int month_number) {
  const int year = month_number / 12;
  const auto month = static_cast<unsigned>(month_number % 12 + 1);
  const auto day = std::min(static_cast<unsigned>(anchor_day), days_in_month(year, month));
  return make_date(year, month, day);
}

}  // namespace

int remaining_days(const Period& period, Date day) {
  return std::clamp(period.end.days - day.days, 0, std::max(period.days(), 0));
}

Period intersect(const Period& left, const Period& right) {
  const Date start = std::max(left.start, right.start);
  return {start, std::max(start, std::min(left.end, right.end))};
}

int anchor_day_of(Date start) { return static_cast<int>(year_month_day(start).day); }

bool is_anchor(int anchor_day, Date day) { return anchor_after(anchor_day, day, 0) == day; }

Date anchor_after(int anchor_day, Date from, int months) {
  CHECK(anchor_day >= 1 && anchor_day <= 31);
  return anchor_in_month(anchor_day, month_index(year_month_day(from)) + months);
}

Period period_at(int anchor_day, Date start, int months) {
  CHECK(months > 0 && is_anchor(anchor_day, start));
  return {start, anchor_after(anchor_day, start, months)};
}

Period next_period(int anchor_day, const Period& period, int months) {
  return period_at(anchor_day, period.end, months);
}

Period previous_period(int anchor_day, const Period& period, int months) {
  return {anchor_after(anchor_day, period.start, -months), period.start};
}

Period period_containing(int anchor_day, Date start, int months, Date day) {
  CHECK(months > 0 && is_anchor(anchor_day, start));
  const int first = month_index(year_month_day(start));
  const int distance = month_index(year_month_day(day)) - first;
  // The month of `day` may be before its anchor: then the period began one term earlier.
  int terms = distance >= 0 ? distance / months : -((-distance + months - 1) / months);
  if (anchor_in_month(anchor_day, first + terms * months) > day) --terms;
  return {anchor_in_month(anchor_day, first + terms * months),
          anchor_in_month(anchor_day, first + (terms + 1) * months)};
}

}  // namespace perseat
