// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A percentage as an exact number: of tax, or of a discount.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/money.h"

namespace perseat {

// 9.5 % is 95,000 parts per million. 0 to 100 %.
struct Rate {
  std::int64_t parts_per_million = 0;

  auto operator<=>(const Rate&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return parts_per_million == 0; }
};

constexpr std::int64_t rate_whole = 1'000'000;  // 100 %

// "9.5", "19", "0.0001": the percentage without trailing zeros.
[[nodiscard]] std::string format_percent(Rate rate);
// Up to four decimals, at most 100. Reasons: malformedRate, rateOutOfRange.
[[nodiscard]] Result<Rate> parse_percent(std::string_view text);

// amount * rate, rounded once half away from zero. A rate of at most 100 % never overflows.
[[nodiscard]] std::int64_t part_of(std::int64_t amount, Rate rate);

}  // namespace perseat
