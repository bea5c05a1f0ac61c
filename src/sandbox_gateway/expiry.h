// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// When cards end: with the last day of their month, in UTC.
#pragma once

#include <cstdint>

#include "base/time.h"

namespace perseat::sandbox_gateway {

constexpr std::int64_t years_ahead_max = 50;

struct Expiry {
  std::int64_t month = 0;  // 1 to 12
  std::int64_t year = 0;   // four digits
};

// `now` in seconds since 1970.
inline YearMonthDay day_of(std::int64_t now) {
  return year_month_day(Date{static_cast<std::int32_t>(now * second_ms / day_ms)});
}

inline std::int64_t year_of(std::int64_t now) { return day_of(now).year; }

inline bool has_expired(Expiry expiry, std::int64_t now) {
  const YearMonthDay today = day_of(now);
  return expiry.year < today.year ||
         (expiry.year == today.year && expiry.month < static_cast<std::int64_t>(today.month));
}

}  // namespace perseat::sandbox_gateway
