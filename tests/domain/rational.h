// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An exact fraction of unbounded integers: the oracle that the money rules are compared with. It
// shares no code with them.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdint>

#include "domain/money.h"

namespace perseat::testing_support {

using Rational = boost::multiprecision::cpp_rational;
using Integer = boost::multiprecision::cpp_int;

inline Rational power_of_ten(int exponent) {
  Integer power = 1;
  for (int i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) power *= 10;
  return exponent < 0 ? Rational(1, power) : Rational(power, 1);
}

// The largest whole number that is not larger.
inline Integer floor_of(const Rational& value) {
  const Integer n = numerator(value);
  const Integer d = denominator(value);
  Integer quotient = n / d;
  if (n < 0 && quotient * d != n) quotient -= 1;
  return quotient;
}

inline Integer rounded(const Rational& value, Rounding rounding) {
  const bool is_negative = value < 0;
  const Rational size = is_negative ? Rational(-value) : value;
  const Integer whole = floor_of(size);
  const Rational rest = size - Rational(whole);
  const Rational half(1, 2);
  bool is_up = false;
  switch (rounding) {
    case Rounding::half_away_from_zero: is_up = rest >= half; break;
    case Rounding::half_even: is_up = rest > half || (rest == half && whole % 2 == 1); break;
    case Rounding::down: is_up = false; break;
    case Rounding::up: is_up = rest > 0; break;
  }
  const Integer result = is_up ? Integer(whole + 1) : whole;
  return is_negative ? Integer(-result) : result;
}

// The price of one seat in minor units.
inline Rational price_in_minor(const UnitPrice& price) {
  return Rational(price.mantissa) * power_of_ten(price.currency.exponent() - price.scale);
}

}  // namespace perseat::testing_support
