// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Money is a signed 64-bit count of minor units (cents) with its currency. Nothing here is a
// floating point number; every division names its rounding and happens in 128 bits.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/result.h"

namespace perseat {

__extension__ typedef __int128 Int128;

// An ISO 4217 alphabetic code, e.g. "EUR". The default value is no currency at all.
class Currency {
 public:
  constexpr Currency() = default;
  // Requires: three upper-case letters. For text from outside use parse_currency.
  explicit constexpr Currency(std::string_view text) {
    CHECK(text.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(text[i] >= 'A' && text[i] <= 'Z');
      code_[i] = text[i];
    }
  }

  auto operator<=>(const Currency&) const = default;
  [[nodiscard]] constexpr bool is_none() const { return code_[0] == '\0'; }
  // Valid as long as this object.
  [[nodiscard]] constexpr std::string_view text() const {
    return {code_.data(), is_none() ? std::size_t{0} : std::size_t{3}};
  }
  // Decimals of the minor unit, 0 to 4: 2 for EUR (cents), 0 for KRW, 3 for KWD.
  [[nodiscard]] int exponent() const;

 private:
  std::array<char, 4> code_{};
};

// A currency in use according to ISO 4217; funds, metals and test codes are not.
[[nodiscard]] std::optional<Currency> parse_currency(std::string_view text);

struct Money {
  std::int64_t minor = 0;  // minor units of the currency: 1250 EUR is 12.50 euro
  Currency currency;

  bool operator==(const Money&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return minor == 0; }
};

// What every calculation refuses with whose result has no room.
[[nodiscard]] Error amount_too_large();

// Refused with limitExceeded when 64 bits cannot hold it. Requires: the same currency.
[[nodiscard]] Result<Money> add(Money left, Money right);
[[nodiscard]] Result<Money> subtract(Money left, Money right);
[[nodiscard]] Result<Money> negate(Money amount);

// Exactly the currency's decimals: "12.50", "-0.05", "1000" for KRW.
[[nodiscard]] std::string format_decimal(Money amount);
// Exact. Accepts an optional minus, digits, and optionally a point and up to the currency's
// decimals. Reasons: malformedAmount, tooManyDecimals, amountTooLarge.
[[nodiscard]] Result<Money> parse_decimal(std::string_view text, Currency currency);

// The price of one seat in major units: mantissa / 10^scale. It may be finer than the minor unit.
struct UnitPrice {
  std::int64_t mantissa = 0;
  int scale = 0;  // 0 to 12
  Currency currency;

  bool operator==(const UnitPrice&) const = default;
};

constexpr int unit_price_scale_max = 12;

// At least the currency's decimals, more when the price needs them: "12.50", "0.0125".
[[nodiscard]] std::string format_unit_price(const UnitPrice& price);
// Never negative. The result is the shortest equal form with at least the currency's decimals, so
// equal prices compare equal. Reasons as parse_decimal, and negativePrice.
[[nodiscard]] Result<UnitPrice> parse_unit_price(std::string_view text, Currency currency);

enum class Rounding {
  half_away_from_zero,  // commercial rounding: 0.5 to 1, -0.5 to -1
  half_even,            // 0.5 to 0, 1.5 to 2
  down,                 // toward zero
  up                    // away from zero
};

// numerator / denominator, rounded once. Requires: denominator != 0.
[[nodiscard]] Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding);
// a * b / c: multiplied first, divided once, rounded once. Nothing when 64 bits cannot hold the
// result. Requires: c != 0.
[[nodiscard]] std::optional<std::int64_t> mul_div(std::int64_t a, std::int64_t b, std::int64_t c,
                                                  Rounding rounding);

// A part of a period: days used of the days the whole period has.
struct DayFraction {
  std::int64_t days = 1;
  std::int64_t of_days = 1;

  bool operator==(const DayFraction&) const = default;
};

// price * quantity * fraction, in minor units, rounded once at the end. Refused with limitExceeded
// when it does not fit. Requires: 0 <= fraction.days, 0 < fraction.of_days.
[[nodiscard]] Result<Money> line_amount(const UnitPrice& price, std::int64_t quantity,
                                        DayFraction fraction,
                                        Rounding rounding = Rounding::half_away_from_zero);

}  // namespace perseat
