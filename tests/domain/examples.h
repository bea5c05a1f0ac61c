// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Values that the tests of money and time rules share.
#pragma once

#include "base/time.h"
#include "domain/money.h"
#include "domain/period.h"

namespace perseat::testing_support {

inline constexpr Currency eur("EUR");
inline constexpr Currency krw("KRW");
inline constexpr Currency kwd("KWD");
inline constexpr UnitPrice twenty{2000, 2, eur};

inline Date day(const char* text) { return parse_date(text).value(); }
// 28 days.
inline Period february() { return {day("2022-02-01"), day("2022-03-01")}; }

}  // namespace perseat::testing_support
