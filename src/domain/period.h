// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Billing periods: half-open spans of civil days [start, end) between two anchors. The anchor day
// is kept apart from the current date, so that 31 January, 28 February, 31 March do not drift.
#pragma once

#include <array>
#include <compare>

#include "base/enum_text.h"
#include "base/time.h"

namespace perseat {

// How long a subscription is bought for, and how often it is billed.
enum class Term { monthly, yearly };

template <>
struct EnumText<Term> {
  static constexpr std::array table{EnumEntry<Term>{Term::monthly, "monthly"},
                                    EnumEntry<Term>{Term::yearly, "yearly"}};
};

[[nodiscard]] constexpr int months_of(Term term) { return term == Term::yearly ? 12 : 1; }

// The days start, start + 1, ... end - 1. The day of `end` belongs to the next period.
struct Period {
  Date start;
  Date end;

  auto operator<=>(const Period&) const = default;
  [[nodiscard]] constexpr int days() const { return end.days - start.days; }
  [[nodiscard]] constexpr bool is_empty() const { return end <= start; }
  [[nodiscard]] constexpr bool contains(Date day) const { return start <= day && day < end; }
};

// The days of the period from `day` on, that day included: all of them before its start, none
// from its end on.
[[nodiscard]] int remaining_days(const Period& period, Date day);
// The days that both have; an empty period at the later start when there are none.
[[nodiscard]] Period intersect(const Period& left, const Period& right);

// The day of the month that later anchors aim at, 1 to 31.
[[nodiscard]] int anchor_day_of(Date start);
// Whether a period can begin on this day: the anchor day, or the last day of a shorter month.
[[nodiscard]] bool is_anchor(int anchor_day, Date day);
// The anchor `months` (may be negative) after the month of `from`, clamped to that month's end:
// with anchor day 31 from 28 February one month on is 31 March; with 29 from 29 February 2024
// twelve months on is 28 February 2025, and forty-eight 29 February 2028.
[[nodiscard]] Date anchor_after(int anchor_day, Date from, int months);

// The period that begins at an anchor. Requires: is_anchor(anchor_day, start), months > 0.
[[nodiscard]] Period period_at(int anchor_day, Date start, int months);
// The neighbours, full length again even after a clamped one.
[[nodiscard]] Period next_period(int anchor_day, const Period& period, int months);
[[nodiscard]] Period previous_period(int anchor_day, const Period& period, int months);
// The period with this day, counted on or back from the one that begins at `start`.
[[nodiscard]] Period period_containing(int anchor_day, Date start, int months, Date day);

}  // namespace perseat
