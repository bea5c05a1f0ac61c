// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Moments and days as values. Nothing here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perseat {

// A moment, in milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;

  auto operator<=>(const Instant&) const = default;
  [[nodiscard]] constexpr Instant plus_ms(std::int64_t delta_ms) const { return {ms + delta_ms}; }
};

constexpr std::int64_t second_ms = 1'000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

// A civil day, in days since 1970-01-01 (proleptic Gregorian). Which day an instant falls on
// depends on a time zone: base/zone.h.
struct Date {
  std::int32_t days = 0;

  auto operator<=>(const Date&) const = default;
  [[nodiscard]] constexpr Date plus_days(std::int32_t count) const { return {days + count}; }
};

struct YearMonthDay {
  int year = 1970;
  unsigned month = 1;  // 1 to 12
  unsigned day = 1;    // 1 to 31

  bool operator==(const YearMonthDay&) const = default;
};

[[nodiscard]] YearMonthDay year_month_day(Date date);
// Requires: a day that exists in the calendar.
[[nodiscard]] Date make_date(int year, unsigned month, unsigned day);
[[nodiscard]] unsigned days_in_month(int year, unsigned month);

// RFC 3339 in UTC with milliseconds, "2026-01-31T09:30:00.000Z"; years 0001 to 9999.
[[nodiscard]] std::string format_instant(Instant instant);
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);
// "2026-01-31"; years 0001 to 9999.
[[nodiscard]] std::string format_date(Date date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

}  // namespace perseat
