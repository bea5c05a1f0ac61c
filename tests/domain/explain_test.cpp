// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/explain.h"

#include <gtest/gtest.h>

#include "domain/examples.h"

namespace perseat {
namespace {

using testing_support::eur;

std::string text_of(const Steps& steps) {
  std::string text;
  for (const Step& step : steps)
    text += step.label + " | " + step.formula + " | " + step.value + "\n";
  return text;
}

ChargeInput cancellation() {
  const Period february{make_date(2022, 2, 1), make_date(2022, 3, 1)};
  ChargeInput input;
  input.kind = ChargeKind::cancellation;
  input.unit_price = {2000, 2, eur};
  input.quantity_from = 1;
  input.period = february;
  input.change_date = make_date(2022, 2, 3);
  ChargedLine line;
  line.unit_price = input.unit_price;
  line.quantity = 1;
  line.net = 2000;
  line.tax = 380;
  line.service = line.period = february;
  line.tax_terms = {"standard", {190'000}, false};
  input.charged = {line};
  return input;
}

TEST(Explain, TellsThePeriodsFromAnAnchor) {
  EXPECT_EQ(
      text_of(explain_periods(make_date(2023, 1, 31), Term::monthly, 2)),
      "period 1 | 2023-01-31 + 1 months, day 31 or the last of the month | "
      "2023-01-31 to before 2023-02-28, 28 days\n"
      "period 2 | 2023-02-28 + 1 months, day 31 | 2023-02-28 to before 2023-03-31, 31 days\n");
}

TEST(Explain, TellsHowARefundComesAbout) {
  EXPECT_EQ(text_of(explain_charge(cancellation()).value()),
            "line 1 cancel: days not used | 2022-02-03 to before 2022-03-01 of the service "
            "2022-02-01 to before 2022-03-01 | 26/28\n"
            "line 1 cancel: given back of charge 1 | 20.00 x 1 of 1 seats x 26/28 days, at most "
            "the 20.00 left | -18.57 EUR\n"
            "tax standard 19 % | -18.57 x 19 %, or all that is left of a line that is used up | "
            "-3.53 EUR\n"
            "total | -18.57 + -3.53 | -22.10 EUR\n"
            "refund | the total, given back | 22.10 EUR\n");
}

TEST(Explain, TellsHowAnIncreaseWithDiscountComesAbout) {
  ChargeInput input = cancellation();
  input.kind = ChargeKind::quantity_increase;
  input.quantity_from = 100;
  input.quantity_to = 105;
  input.charged.clear();
  input.change_date = make_date(2022, 2, 15);
  input.discount = {DiscountKind::percentage, {100'000}, 0};
  input.tax = {"standard", {190'000}, true};
  input.next = NextTerms{input.unit_price, 105, {}, input.tax, Term::monthly, 1};
  EXPECT_EQ(text_of(explain_charge(input).value()),
            "line 1 addQuantity: days | 2022-02-15 to before 2022-03-01 of the period 2022-02-01 "
            "to before 2022-03-01 | 14/28\n"
            "line 1 addQuantity: gross | 20.00 x 5 seats x 14/28 days | 50.00 EUR\n"
            "line 1 addQuantity: after discount | 50.00 - 5.00 | 45.00 EUR\n"
            "line 1 addQuantity: net | 45.00 / (100 % + 19 %) | 37.82 EUR\n"
            "tax standard 19 % | what is left of the prices above their nets, 19 % inside | "
            "7.18 EUR\n"
            "total | 37.82 + 7.18 | 45.00 EUR\n"
            "due now | the total | 45.00 EUR\n"
            "next charge | on 2022-03-01 | 2100.00 EUR\n");
}

TEST(Explain, TellsTheTaxOfLines) {
  const std::vector<TaxableLine> lines{{5, "standard", {190'000}, false},
                                       {5, "standard", {190'000}, false},
                                       {107, "reduced", {70'000}, true}};
  EXPECT_EQ(text_of(explain_tax(lines, eur).value()),
            "line 1: net | the line's amount | 0.05 EUR\n"
            "line 2: net | the line's amount | 0.05 EUR\n"
            "line 3: net | 1.07 / (100 % + 7 %) | 1.00 EUR\n"
            "tax standard 19 % | 0.10 x 19 % | 0.02 EUR\n"
            "tax reduced 7 % | what is left of the prices above their nets, 7 % inside | "
            "0.07 EUR\n"
            "total | 1.10 + 0.09 | 1.19 EUR\n");
}

TEST(Explain, TellsWhoGotTheRestOfASharedAmount) {
  const std::vector<std::int64_t> weights{1, 1, 1};
  EXPECT_EQ(text_of(explain_sharing({100, eur}, weights)),
            "share 1 | 1.00 x 1/3, one unit of the rest | 0.34 EUR\n"
            "share 2 | 1.00 x 1/3 | 0.33 EUR\n"
            "share 3 | 1.00 x 1/3 | 0.33 EUR\n"
            "sum | all shares | 1.00 EUR\n");
}

TEST(Explain, RefusesWhatTheCalculationRefuses) {
  ChargeInput input = cancellation();
  input.kind = ChargeKind::purchase;
  input.quantity_to = 100'000;
  input.unit_price.mantissa = 9'000'000'000'000'000'000;
  EXPECT_EQ(explain_charge(input).error().reason, "amountTooLarge");
}

}  // namespace
}  // namespace perseat
