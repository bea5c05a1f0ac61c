// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/money.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "domain/examples.h"
#include "domain/rational.h"

namespace perseat {
namespace {

using testing_support::eur;
using testing_support::Integer;
using testing_support::krw;
using testing_support::kwd;
using testing_support::price_in_minor;
using testing_support::Rational;
using testing_support::rounded;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

TEST(Currency, KnowsTheDecimalsOfItsMinorUnit) {
  static_assert(sizeof(Currency) == 4);
  EXPECT_EQ(eur.exponent(), 2);
  EXPECT_EQ(krw.exponent(), 0);
  EXPECT_EQ(Currency("JPY").exponent(), 0);
  EXPECT_EQ(Currency("XPF").exponent(), 0);
  EXPECT_EQ(Currency("BIF").exponent(), 0);
  EXPECT_EQ(kwd.exponent(), 3);
  EXPECT_EQ(Currency("CLF").exponent(), 4);
  EXPECT_EQ(Currency("UYW").exponent(), 4);
}

TEST(Currency, AcceptsOnlyCurrenciesInUse) {
  for (const char* text : {"EUR", "USD", "KRW", "CNY", "KWD", "CLF", "AED", "ZWG"}) {
    const auto currency = parse_currency(text);
    ASSERT_TRUE(currency) << text;
    EXPECT_EQ(currency->text(), text);
  }
  for (const char* text : {"", "EU", "EURO", "eur", "XXX", "XAU", "R U", " EU", "ZZZ", "DAE"})
    EXPECT_FALSE(parse_currency(text)) << text;
}

TEST(Money, AddsAndSubtractsUntilSixtyFourBitsAreFull) {
  EXPECT_EQ(add({1250, eur}, {-50, eur}).value(), (Money{1200, eur}));
  EXPECT_EQ(subtract({0, eur}, {1, eur}).value(), (Money{-1, eur}));
  EXPECT_EQ(add({largest, eur}, {1, eur}).error().reason, "amountTooLarge");
  EXPECT_EQ(subtract({smallest, eur}, {1, eur}).error().code, ErrorCode::limit_exceeded);
  EXPECT_FALSE(negate({smallest, eur}));
}

TEST(MoneyDeathTest, NeverMixesCurrencies) { EXPECT_DEATH((void)add({1, eur}, {1, krw}), ""); }

TEST(Money, IsWrittenWithTheDecimalsOfItsCurrency) {
  struct Row {
    Money amount;
    const char* text;
  };
  for (const Row& row : {Row{{1250, eur}, "12.50"}, Row{{-5, eur}, "-0.05"}, Row{{0, eur}, "0.00"},
                         Row{{1000, krw}, "1000"}, Row{{-1, krw}, "-1"}, Row{{1, kwd}, "0.001"},
                         Row{{smallest, eur}, "-92233720368547758.08"},
                         Row{{largest, krw}, "9223372036854775807"}}) {
    EXPECT_EQ(format_decimal(row.amount), row.text);
    const auto parsed = parse_decimal(row.text, row.amount.currency);
    // The smallest number has no positive twin, so its text is refused rather than special-cased.
    if (row.amount.minor != smallest) {
      ASSERT_TRUE(parsed) << row.text;
      EXPECT_EQ(*parsed, row.amount);
    }
  }
}

TEST(Money, IsReadExactlyOrNotAtAll) {
  struct Row {
    const char* text;
    Currency currency;
    const char* reason;
  };
  for (const Row& row :
       {Row{"", eur, "malformedAmount"}, Row{"-", eur, "malformedAmount"},
        Row{".5", eur, "malformedAmount"}, Row{"5.", eur, "malformedAmount"},
        Row{"+5", eur, "malformedAmount"}, Row{"1,000", eur, "malformedAmount"},
        Row{"1.2.3", eur, "malformedAmount"}, Row{" 1", eur, "malformedAmount"},
        Row{"1e3", eur, "malformedAmount"}, Row{"--1", eur, "malformedAmount"},
        Row{"-.1", eur, "malformedAmount"}, Row{"1.005", eur, "tooManyDecimals"},
        Row{"1.0", krw, "tooManyDecimals"}, Row{"1.0000", kwd, "tooManyDecimals"},
        Row{"92233720368547758.08", eur, "amountTooLarge"},
        Row{"92233720368547759", eur, "amountTooLarge"},
        Row{"99999999999999999999999999999999999999999999", krw, "amountTooLarge"}}) {
    const auto parsed = parse_decimal(row.text, row.currency);
    ASSERT_FALSE(parsed) << row.text;
    EXPECT_EQ(parsed.error().reason, row.reason) << row.text;
  }
  EXPECT_EQ(parse_decimal("12.5", eur).value().minor, 1250);
  EXPECT_EQ(parse_decimal("007", eur).value().minor, 700);
  EXPECT_EQ(parse_decimal("-0.00", eur).value().minor, 0);
}

RC_GTEST_PROP(Money, ReadsBackWhatItWrites, (std::int64_t minor)) {
  RC_PRE(minor != smallest);
  for (const Currency currency : {eur, krw, kwd}) {
    const Money amount{minor, currency};
    const auto parsed = parse_decimal(format_decimal(amount), currency);
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(parsed.value() == amount);
  }
}

TEST(UnitPrice, HasUpToTwelveDecimalsAndOneFormForEachValue) {
  EXPECT_EQ(parse_unit_price("12.5", eur).value(), (UnitPrice{1250, 2, eur}));
  EXPECT_EQ(parse_unit_price("12.500000", eur).value(), (UnitPrice{1250, 2, eur}));
  EXPECT_EQ(parse_unit_price("0.0000125", eur).value(), (UnitPrice{125, 7, eur}));
  EXPECT_EQ(parse_unit_price("1000", krw).value(), (UnitPrice{1000, 0, krw}));
  EXPECT_EQ(parse_unit_price("0.000000000001", krw).value(), (UnitPrice{1, 12, krw}));
  EXPECT_EQ(parse_unit_price("0.0000000000001", eur).error().reason, "tooManyDecimals");
  EXPECT_EQ(parse_unit_price("-1", eur).error().reason, "negativePrice");
  EXPECT_EQ(parse_unit_price("92233720368547758.08", eur).error().reason, "amountTooLarge");
  EXPECT_EQ(format_unit_price({1250, 2, eur}), "12.50");
  EXPECT_EQ(format_unit_price({12500, 3, eur}), "12.50");
  EXPECT_EQ(format_unit_price({125, 1, eur}), "12.50");
  EXPECT_EQ(format_unit_price({12, 0, eur}), "12.00");
  EXPECT_EQ(format_unit_price({125, 7, eur}), "0.0000125");
  EXPECT_EQ(format_unit_price({1000, 0, krw}), "1000");
}

TEST(MulDiv, RoundsAsItIsTold) {
  struct Row {
    std::int64_t a, b, c, half_away, half_even, down, up;
  };
  for (const Row& row :
       {Row{1, 1, 2, 1, 0, 0, 1}, Row{3, 1, 2, 2, 2, 1, 2}, Row{-1, 1, 2, -1, 0, 0, -1},
        Row{-3, 1, 2, -2, -2, -1, -2}, Row{1, 1, -2, -1, 0, 0, -1}, Row{7, 1, 3, 2, 2, 2, 3},
        Row{8, 1, 3, 3, 3, 2, 3}, Row{6, 1, 3, 2, 2, 2, 2}}) {
    EXPECT_EQ(mul_div(row.a, row.b, row.c, Rounding::half_away_from_zero), row.half_away);
    EXPECT_EQ(mul_div(row.a, row.b, row.c, Rounding::half_even), row.half_even);
    EXPECT_EQ(mul_div(row.a, row.b, row.c, Rounding::down), row.down);
    EXPECT_EQ(mul_div(row.a, row.b, row.c, Rounding::up), row.up);
  }
  EXPECT_EQ(mul_div(largest, largest, largest, Rounding::down), largest);
  EXPECT_EQ(mul_div(smallest, smallest, smallest, Rounding::down), smallest);
  EXPECT_FALSE(mul_div(largest, 2, 1, Rounding::down));
  EXPECT_FALSE(mul_div(smallest, 1, -1, Rounding::down));
}

RC_GTEST_PROP(MulDiv, AgreesWithExactFractions, (std::int64_t a, std::int64_t b, std::int64_t c)) {
  RC_PRE(c != 0);
  for (const Rounding rounding :
       {Rounding::half_away_from_zero, Rounding::half_even, Rounding::down, Rounding::up}) {
    const Integer exact = rounded(Rational(Integer(a) * b, 1) / Rational(c), rounding);
    const auto result = mul_div(a, b, c, rounding);
    RC_ASSERT(result.has_value() == (exact >= smallest && exact <= largest));
    if (result) RC_ASSERT(Integer(*result) == exact);
  }
}

TEST(LineAmount, MultipliesFirstAndRoundsOnce) {
  // 100 seats at 0.004 euro are 40 cents, though one seat alone is no cent.
  EXPECT_EQ(line_amount({4, 3, eur}, 100, {1, 1}).value().minor, 40);
  EXPECT_EQ(line_amount({4, 3, eur}, 1, {1, 1}).value().minor, 0);
  EXPECT_EQ(line_amount({2000, 2, eur}, 1, {2, 28}).value().minor, 143);
  EXPECT_EQ(line_amount({2000, 2, eur}, 1, {26, 28}).value().minor, 1857);
  EXPECT_EQ(line_amount({9900, 0, krw}, 3, {10, 30}).value().minor, 9900);
  EXPECT_EQ(line_amount({20, 0, eur}, 1, {1, 1}).value().minor, 2000);
  EXPECT_EQ(line_amount({largest, 0, eur}, 100'000, {366, 366}).error().reason, "amountTooLarge");
}

RC_GTEST_PROP(LineAmount, AgreesWithExactFractions, ()) {
  const Currency currency = *rc::gen::element(eur, krw, kwd);
  const UnitPrice price{*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000),
                        *rc::gen::inRange(0, 13), currency};
  const auto quantity = *rc::gen::inRange<std::int64_t>(-100'000, 100'001);
  const auto of_days = *rc::gen::inRange<std::int64_t>(1, 367);
  const auto days = *rc::gen::inRange<std::int64_t>(0, of_days + 1);
  const Rational exact = price_in_minor(price) * quantity * days / of_days;
  for (const Rounding rounding : {Rounding::half_away_from_zero, Rounding::half_even}) {
    const Integer expected = rounded(exact, rounding);
    const auto amount = line_amount(price, quantity, {days, of_days}, rounding);
    RC_ASSERT(amount.has_value() == (expected >= smallest && expected <= largest));
    if (amount) RC_ASSERT(Integer(amount.value().minor) == expected);
  }
}

}  // namespace
}  // namespace perseat
