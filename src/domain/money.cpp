// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/money.h"

#include <algorithm>
#include <limits>

namespace perseat {
namespace {

// ISO 4217 list one, 2025: active national currencies, by the decimals of their minor unit.
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
    "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
constexpr std::string_view no_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view four_decimals = "CLF UYW";

bool lists(std::string_view codes, std::string_view code) {
  const std::size_t found = codes.find(code);
  return found != std::string_view::npos && found % 4 == 0;
}

constexpr std::array<std::int64_t, 17> powers_of_ten = [] {
  std::array<std::int64_t, 17> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Int128 power_of_ten(int exponent) { return powers_of_ten.at(static_cast<std::size_t>(exponent)); }

bool fits(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

Result<Money> checked(Int128 minor, Currency currency) {
  if (!fits(minor)) return amount_too_large();
  return Money{static_cast<std::int64_t>(minor), currency};
}

Error bad_amount(std::string reason, std::string detail) {
  return invalid({}, std::move(reason), std::move(detail));
}

struct Scaled {
  Int128 mantissa = 0;
  int scale = 0;
  bool is_negative = false;
};

// "-12.5" is {125, 1, negative}. At most scale_max decimals.
Result<Scaled> parse_scaled(std::string_view text, int scale_max) {
  const Error malformed =
      bad_amount("malformedAmount", "An amount is digits with an optional point: 12.50.");
  Scaled result;
  if (text.starts_with('-')) {
    result.is_negative = true;
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  const bool has_point = point != std::string_view::npos;
  if (text.empty() || point == 0 || (has_point && point + 1 == text.size())) return malformed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (text[i] < '0' || text[i] > '9') return malformed;
    result.mantissa = result.mantissa * 10 + (text[i] - '0');
    if (!fits(result.mantissa)) return amount_too_large();
    if (has_point && i > point && ++result.scale > scale_max)
      return bad_amount("tooManyDecimals", "The amount has more decimals than are allowed.");
  }
  return result;
}

// Zeros are added in front so that at least one digit stands before the point.
std::string format_scaled(std::int64_t mantissa, int scale) {
  const bool is_negative = mantissa < 0;
  // The negative of the smallest number does not exist in 64 signed bits, but in unsigned ones.
  const std::uint64_t size = is_negative ? std::uint64_t{0} - static_cast<std::uint64_t>(mantissa)
                                         : static_cast<std::uint64_t>(mantissa);
  std::string digits = std::to_string(size);
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  return is_negative ? "-" + digits : digits;
}

}  // namespace

int Currency::exponent() const {
  if (lists(no_decimals, text())) return 0;
  if (lists(three_decimals, text())) return 3;
  if (lists(four_decimals, text())) return 4;
  return 2;
}

Error amount_too_large() {
  return {ErrorCode::limit_exceeded, "amountTooLarge", "The amount is too large.", {}, {}};
}

std::optional<Currency> parse_currency(std::string_view text) {
  if (text.size() != 3 || text.find(' ') != std::string_view::npos) return std::nullopt;
  for (const std::string_view codes : {two_decimals, no_decimals, three_decimals, four_decimals}) {
    if (lists(codes, text)) return Currency(text);
  }
  return std::nullopt;
}

Result<Money> add(Money left, Money right) {
  CHECK(left.currency == right.currency);
  return checked(Int128{left.minor} + right.minor, left.currency);
}

Result<Money> subtract(Money left, Money right) {
  CHECK(left.currency == right.currency);
  return checked(Int128{left.minor} - right.minor, left.currency);
}

Result<Money> negate(Money amount) { return checked(-Int128{amount.minor}, amount.currency); }

std::string format_decimal(Money amount) {
  return format_scaled(amount.minor, amount.currency.exponent());
}

Result<Money> parse_decimal(std::string_view text, Currency currency) {
  const int exponent = currency.exponent();
  const Scaled parsed = TRY(parse_scaled(text, exponent));
  const Int128 minor = parsed.mantissa * power_of_ten(exponent - parsed.scale);
  return checked(parsed.is_negative ? -minor : minor, currency);
}

std::string format_unit_price(const UnitPrice& price) {
  const int exponent = price.currency.exponent();
  UnitPrice shown = price;
  while (shown.scale > exponent && shown.mantissa % 10 == 0) {
    shown.mantissa /= 10;
    --shown.scale;
  }
  std::string text = format_scaled(shown.mantissa, shown.scale);
  if (shown.scale < exponent) {
    if (shown.scale == 0) text += '.';
    text.append(static_cast<std::size_t>(exponent - shown.scale), '0');
  }
  return text;
}

Result<UnitPrice> parse_unit_price(std::string_view text, Currency currency) {
  Scaled parsed = TRY(parse_scaled(text, unit_price_scale_max));
  if (parsed.is_negative) return bad_amount("negativePrice", "A price is never negative.");
  const int exponent = currency.exponent();
  while (parsed.scale > exponent && parsed.mantissa % 10 == 0) {
    parsed.mantissa /= 10;
    --parsed.scale;
  }
  if (parsed.scale < exponent) {
    parsed.mantissa *= power_of_ten(exponent - parsed.scale);
    parsed.scale = exponent;
  }
  if (!fits(parsed.mantissa)) return amount_too_large();
  return UnitPrice{static_cast<std::int64_t>(parsed.mantissa), parsed.scale, currency};
}

Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding) {
  CHECK(denominator != 0);
  const Int128 quotient = numerator / denominator;
  const Int128 remainder = numerator % denominator;
  if (remainder == 0) return quotient;
  const Int128 size = denominator < 0 ? -denominator : denominator;
  const Int128 rest = remainder < 0 ? -remainder : remainder;
  const Int128 away = (numerator < 0) == (denominator < 0) ? 1 : -1;
  // Compares twice the rest with the divisor, without doubling it.
  const bool is_over_half = rest > size - rest;
  const bool is_half = rest == size - rest;
  switch (rounding) {
    case Rounding::half_away_from_zero: return is_over_half || is_half ? quotient + away : quotient;
    case Rounding::half_even:
      return is_over_half || (is_half && quotient % 2 != 0) ? quotient + away : quotient;
    case Rounding::down: return quotient;
    case Rounding::up: return quotient + away;
  }
  return quotient;
}

std::optional<std::int64_t> mul_div(std::int64_t a, std::int64_t b, std::int64_t c,
                                    Rounding rounding) {
  const Int128 result = divide(Int128{a} * b, c, rounding);
  if (!fits(result)) return std::nullopt;
  return static_cast<std::int64_t>(result);
}

Result<Money> line_amount(const UnitPrice& price, std::int64_t quantity, DayFraction fraction,
                          Rounding rounding) {
  CHECK(fraction.days >= 0 && fraction.of_days > 0);
  CHECK(price.scale >= 0 && price.scale <= unit_price_scale_max);
  const int shift = price.currency.exponent() - price.scale;
  Int128 numerator = Int128{price.mantissa} * quantity;
  Int128 denominator = fraction.of_days;
  if (__builtin_mul_overflow(numerator, Int128{fraction.days}, &numerator))
    return amount_too_large();
  if (shift >= 0) {
    if (__builtin_mul_overflow(numerator, power_of_ten(shift), &numerator))
      return amount_too_large();
  } else {
    if (__builtin_mul_overflow(denominator, power_of_ten(-shift), &denominator))
      return amount_too_large();
  }
  return checked(divide(numerator, denominator, rounding), price.currency);
}

}  // namespace perseat
