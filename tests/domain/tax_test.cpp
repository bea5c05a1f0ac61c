// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/tax.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "domain/rational.h"

namespace perseat {
namespace {

using testing_support::Integer;
using testing_support::Rational;

constexpr Rate percent(std::int64_t whole) { return {whole * 10'000}; }

TEST(Tax, IsRoundedOncePerCategoryAndRate) {
  // Three lines of 0.05 at 19 %: 0.0285 together is 0.03, one by one it would be 0.01 each.
  const std::vector<TaxableLine> lines{{5, "standard", percent(19), false},
                                       {5, "standard", percent(19), false},
                                       {5, "standard", percent(19), false},
                                       {100, "reduced", percent(7), false},
                                       {100, "standard", percent(7), false}};
  const TaxedLines taxed = tax_lines(lines).value();
  EXPECT_EQ(taxed.groups, (std::vector<TaxGroup>{{"standard", percent(19), 15, 3},
                                                 {"reduced", percent(7), 100, 7},
                                                 {"standard", percent(7), 100, 7}}));
  EXPECT_EQ(taxed.net, 215);
  EXPECT_EQ(taxed.tax, 17);
  EXPECT_EQ(taxed.total, 232);
}

TEST(Tax, OfAHalfCentGoesAwayFromZero) {
  const std::vector<TaxableLine> line{{12'900, "standard", {95'000}, false}};
  EXPECT_EQ(tax_lines(line).value().tax, 1226);
  const std::vector<TaxableLine> credit{{-12'900, "standard", {95'000}, false}};
  EXPECT_EQ(tax_lines(credit).value().tax, -1226);
}

TEST(Tax, InsideAPriceIsTheRestOfTheRoundedNet) {
  const std::vector<TaxableLine> lines{{2000, "standard", percent(19), true},
                                       {999, "standard", percent(19), true}};
  const TaxedLines taxed = tax_lines(lines).value();
  EXPECT_EQ(taxed.lines, (std::vector<TaxedLine>{{1681, 319}, {839, 160}}));
  EXPECT_EQ(taxed.total, 2999);
}

TEST(Tax, ThatDoesNotFitIsRefused) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  const std::vector<TaxableLine> sum{{largest, "a", {}, false}, {1, "a", {}, false}};
  EXPECT_EQ(tax_lines(sum).error().reason, "amountTooLarge");
  const std::vector<TaxableLine> total{{largest, "a", percent(19), false}};
  EXPECT_EQ(tax_lines(total).error().reason, "amountTooLarge");
}

TaxableLine some_line() {
  return {*rc::gen::inRange<std::int64_t>(-100'000, 1'000'000),
          *rc::gen::element("standard", "reduced"),
          *rc::gen::element(Rate{95'000}, percent(19), percent(0), Rate{88'750}),
          *rc::gen::inRange(0, 4) == 0};
}

RC_GTEST_PROP(Tax, AgreesWithExactFractions, ()) {
  std::vector<TaxableLine> lines;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) lines.push_back(some_line());
  const TaxedLines taxed = tax_lines(lines).value();
  std::map<std::pair<std::string, std::int64_t>, Integer> exclusive;
  std::map<std::pair<std::string, std::int64_t>, Integer> expected;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::pair key{std::string(lines[i].category), lines[i].rate.parts_per_million};
    const Rational rate(lines[i].rate.parts_per_million, rate_whole);
    if (lines[i].is_inclusive) {
      const Integer net = testing_support::rounded(Rational(lines[i].amount) / (1 + rate),
                                                   Rounding::half_away_from_zero);
      RC_ASSERT(net == taxed.lines[i].net);
      RC_ASSERT(taxed.lines[i].net + taxed.lines[i].tax == lines[i].amount);
      expected[key] += lines[i].amount - net;
    } else {
      exclusive[key] += lines[i].amount;
      const Rational off = Rational(lines[i].amount) * rate - taxed.lines[i].tax;
      RC_ASSERT(off <= 1 && off >= -1);
    }
  }
  for (const auto& [key, net] : exclusive) {
    expected[key] += testing_support::rounded(Rational(net) * key.second / rate_whole,
                                              Rounding::half_away_from_zero);
  }
  std::int64_t line_tax = 0;
  for (const TaxedLine& line : taxed.lines) line_tax += line.tax;
  RC_ASSERT(line_tax == taxed.tax);
  for (const TaxGroup& group : taxed.groups)
    RC_ASSERT(expected[std::pair(group.category, group.rate.parts_per_million)] == group.tax);
  RC_ASSERT(taxed.total == taxed.net + taxed.tax);
}

TEST(CreditTax, FollowsTheRateAndTheLastCreditTakesTheRest) {
  // 0.03 at 19 % was taxed 0.01.
  const std::vector<CreditableLine> part{{3, 1, 2, "standard", percent(19), false}};
  EXPECT_EQ(tax_credits(part), (std::vector<TaxedLine>{{2, 0}}));
  const std::vector<CreditableLine> rest{{1, 1, 1, "standard", percent(19), false}};
  EXPECT_EQ(tax_credits(rest), (std::vector<TaxedLine>{{1, 1}}));
  const std::vector<CreditableLine> inclusive{{1681, 319, 1857, "standard", percent(19), true}};
  EXPECT_EQ(tax_credits(inclusive), (std::vector<TaxedLine>{{1561, 296}}));
}

TEST(CreditTax, IsNeverMoreThanIsLeftOfTheLine) {
  // 0.14 at 10 % was taxed 0.01, which the first 0.05 gave back by rounding up.
  const std::vector<CreditableLine> first{{14, 1, 5, "standard", percent(10), false}};
  EXPECT_EQ(tax_credits(first), (std::vector<TaxedLine>{{5, 1}}));
  const std::vector<CreditableLine> second{{9, 0, 5, "standard", percent(10), false}};
  EXPECT_EQ(tax_credits(second), (std::vector<TaxedLine>{{5, 0}}));
  const std::vector<CreditableLine> inclusive{{5, 0, 3, "standard", percent(50), true}};
  EXPECT_EQ(tax_credits(inclusive), (std::vector<TaxedLine>{{3, 0}}));
}

RC_GTEST_PROP(CreditTax, OfAllCreditsTogetherIsTheTaxOfTheInvoice, ()) {
  std::vector<TaxableLine> lines;
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    lines.push_back(some_line());
    lines.back().amount = std::max<std::int64_t>(lines.back().amount, 1);
  }
  std::vector<TaxedLine> left = tax_lines(lines).value().lines;
  const int rounds = *rc::gen::inRange(1, 8);
  for (int round = 0; round < rounds; ++round) {
    std::vector<CreditableLine> credits;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::int64_t most = left[i].net + (lines[i].is_inclusive ? left[i].tax : 0);
      const bool is_last = round + 1 == rounds;
      const auto credit = is_last ? most : *rc::gen::inRange<std::int64_t>(0, most + 1);
      credits.push_back({left[i].net, left[i].tax, credit, lines[i].category, lines[i].rate,
                         lines[i].is_inclusive});
    }
    const std::vector<TaxedLine> taxed = tax_credits(credits);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      RC_ASSERT(taxed[i].net >= 0 && taxed[i].tax >= 0);
      left[i] = {left[i].net - taxed[i].net, left[i].tax - taxed[i].tax};
      RC_ASSERT(left[i].net >= 0 && left[i].tax >= 0);
    }
  }
  for (const TaxedLine& line : left) RC_ASSERT(line == TaxedLine{});
}

TEST(TaxPlace, TakesTheMostSpecificRegionThenTheLatestRate) {
  const Date start = make_date(2020, 1, 1);
  const Date raised = make_date(2025, 7, 1);
  const std::vector<RegionalRate> rates{
      {"US", "", "standard", percent(0), start},     {"US", "WA", "standard", percent(9), start},
      {"US", "WA", "standard", percent(10), raised}, {"DE", "", "standard", percent(19), start},
      {"DE", "", "reduced", percent(7), start},      {"US", "OR", "standard", percent(1), raised}};
  const auto rate_in = [&](const char* country, const char* region, Date day) {
    return decide_tax({"US", country, region, "standard", false}, rates, day);
  };
  const Date before = make_date(2025, 6, 30);
  EXPECT_EQ(rate_in("US", "WA", before), (TaxDecision{percent(9), false, true}));
  EXPECT_EQ(rate_in("US", "WA", raised), (TaxDecision{percent(10), false, true}));
  EXPECT_EQ(rate_in("US", "TX", raised), (TaxDecision{percent(0), false, true}));
  EXPECT_EQ(rate_in("US", "OR", before), (TaxDecision{percent(0), false, true}));
  EXPECT_EQ(rate_in("DE", "BY", raised), (TaxDecision{percent(19), false, true}));
  EXPECT_EQ(rate_in("FR", "", raised), (TaxDecision{percent(0), false, false}));
  EXPECT_EQ(rate_in("DE", "", make_date(2019, 1, 1)).is_known, false);
}

TEST(TaxPlace, ReversesTheChargeOnlyForVerifiedBuyersInAnotherMemberState) {
  const std::vector<RegionalRate> rates{{"DE", "", "standard", percent(19), {}},
                                        {"FR", "", "standard", percent(20), {}},
                                        {"CH", "", "standard", {81'000}, {}}};
  struct Row {
    const char* seller;
    const char* buyer;
    bool is_verified;
    TaxDecision expected;
  };
  for (const Row& row :
       {Row{"DE", "FR", true, {{}, true, true}}, Row{"DE", "FR", false, {percent(20), false, true}},
        Row{"DE", "DE", true, {percent(19), false, true}},
        Row{"US", "FR", true, {percent(20), false, true}},
        Row{"DE", "CH", true, {{81'000}, false, true}}}) {
    const Date day = make_date(2026, 1, 1);
    EXPECT_EQ(decide_tax({row.seller, row.buyer, "", "standard", row.is_verified}, rates, day),
              row.expected)
        << row.seller << " " << row.buyer;
  }
}

}  // namespace
}  // namespace perseat
