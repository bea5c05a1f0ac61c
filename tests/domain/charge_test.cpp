// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/charge.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "base/zone.h"
#include "domain/examples.h"
#include "domain/rational.h"

namespace perseat {
namespace {

using testing_support::day;
using testing_support::eur;
using testing_support::february;
using testing_support::Integer;
using testing_support::krw;
using testing_support::kwd;
using testing_support::Rational;
using testing_support::twenty;

TaxTerms tax_of(std::int64_t percent, bool is_inclusive = false) {
  return {"standard", {percent * 10'000}, is_inclusive};
}

ChargeInput purchase(std::int64_t seats, TaxTerms tax = {"standard", {}, false}) {
  ChargeInput input;
  input.unit_price = twenty;
  input.quantity_to = seats;
  input.period = february();
  input.change_date = input.period.start;
  input.tax = std::move(tax);
  return input;
}

ChargedLine charged_line(const ChargeLine& line) {
  return {line.unit_price, line.quantity, 0, line.net, line.tax, 0, 0, line.service,
          line.period,     line.tax_terms};
}

// Keeps the lines of one subscription, as the invoices of it do.
struct Ledger {
  std::vector<ChargedLine> lines;
  std::int64_t total = 0;

  void record(const Charge& charge) {
    for (const SeatRelease& release : charge.releases)
      lines[release.charged].credited_seats += release.seats;
    const std::size_t known = lines.size();
    for (const ChargeLine& line : charge.lines) {
      if (line.credits) {
        ASSERT_LT(*line.credits, known);
        lines[*line.credits].credited_net -= line.net;
        lines[*line.credits].credited_tax -= line.tax;
      } else {
        lines.push_back(charged_line(line));
      }
    }
    total += charge.total.minor;
  }
};

ChargeInput change(const Ledger& ledger, ChargeKind kind, std::int64_t from, std::int64_t to,
                   const char* date) {
  ChargeInput input = purchase(to);
  input.kind = kind;
  input.quantity_from = from;
  input.change_date = day(date);
  input.charged = ledger.lines;
  return input;
}

TEST(Charge, OfAPurchaseIsTheWholePeriodAndDueNow) {
  ChargeInput input = purchase(100, tax_of(19));
  input.next = NextTerms{twenty, 100, {}, tax_of(19), Term::monthly, 1};
  const Charge charge = calculate_charge(input).value();
  ASSERT_EQ(charge.lines.size(), 1U);
  EXPECT_EQ(charge.lines[0].type, TransactionType::purchase);
  EXPECT_EQ(charge.lines[0].description_key, "line.purchase");
  EXPECT_EQ(charge.lines[0].service, february());
  EXPECT_EQ(charge.net, (Money{200'000, eur}));
  EXPECT_EQ(charge.tax, (Money{38'000, eur}));
  EXPECT_EQ(charge.due_now, (Money{238'000, eur}));
  EXPECT_EQ(charge.refund, (Money{0, eur}));
  EXPECT_EQ(charge.next_charge, (NextCharge{day("2022-03-01"), {238'000, eur}}));
}

TEST(Charge, OfACancellationKeepsTheDaysUsed) {
  Ledger ledger;
  ledger.record(calculate_charge(purchase(1)).value());
  const Charge charge =
      calculate_charge(change(ledger, ChargeKind::cancellation, 1, 0, "2022-02-03")).value();
  ASSERT_EQ(charge.lines.size(), 1U);
  EXPECT_EQ(charge.lines[0].type, TransactionType::cancel);
  EXPECT_EQ(charge.lines[0].credits, 0U);
  EXPECT_EQ(charge.lines[0].service, (Period{day("2022-02-03"), day("2022-03-01")}));
  EXPECT_EQ(charge.refund, (Money{1857, eur}));
  EXPECT_EQ(charge.due_now, (Money{0, eur}));
  EXPECT_EQ(charge.next_charge, std::nullopt);
  ledger.record(charge);
  EXPECT_EQ(ledger.total, 143);
}

TEST(Charge, OfAnIncreaseIsTheRestOfThePeriodForTheSeatsAdded) {
  ChargeInput input = purchase(105);
  input.kind = ChargeKind::quantity_increase;
  input.quantity_from = 100;
  input.change_date = day("2022-02-15");
  const Charge charge = calculate_charge(input).value();
  EXPECT_EQ(charge.lines[0].quantity, 5);
  EXPECT_EQ(charge.lines[0].type, TransactionType::add_quantity);
  EXPECT_EQ(charge.due_now, (Money{5'000, eur}));
}

TEST(Charge, OfAnIncreaseCanWaitForTheNextInvoice) {
  ChargeInput input = purchase(105);
  input.kind = ChargeKind::quantity_increase;
  input.quantity_from = 100;
  input.change_date = day("2022-02-15");
  input.is_billed_later = true;
  input.next = NextTerms{twenty, 105, {}, {"standard", {}, false}, Term::monthly, 1};
  const Charge increase = calculate_charge(input).value();
  EXPECT_EQ(increase.due_now, (Money{0, eur}));
  EXPECT_EQ(increase.total, (Money{5'000, eur}));
  EXPECT_EQ(increase.next_charge, (NextCharge{day("2022-03-01"), {215'000, eur}}));
  ChargeInput renewal = purchase(105);
  renewal.kind = ChargeKind::renewal;
  renewal.period = {day("2022-03-01"), day("2022-04-01")};
  renewal.change_date = renewal.period.start;
  renewal.deferred = increase.lines;
  const Charge renewed = calculate_charge(renewal).value();
  EXPECT_EQ(renewed.lines.size(), 2U);
  EXPECT_EQ(renewed.total, increase.next_charge->amount);
}

TEST(Charge, OfADecreaseCreditsTheSeatsBoughtLastAtTheirOwnPrice) {
  Ledger ledger;
  ledger.record(calculate_charge(purchase(10)).value());
  ChargeInput more = change(ledger, ChargeKind::quantity_increase, 10, 12, "2022-02-15");
  more.discount = {DiscountKind::percentage, {500'000}, 0};
  ledger.record(calculate_charge(more).value());
  EXPECT_EQ(ledger.total, 20'000 + 1'000);
  const Charge less =
      calculate_charge(change(ledger, ChargeKind::quantity_decrease, 12, 9, "2022-02-15")).value();
  ASSERT_EQ(less.lines.size(), 2U);
  EXPECT_EQ(less.releases, (std::vector<SeatRelease>{{0, 1}, {1, 2}}));
  EXPECT_EQ(less.lines[0].net, -1'000);
  EXPECT_EQ(less.lines[1].net, -1'000);
  EXPECT_EQ(less.lines[1].type, TransactionType::remove_quantity);
  EXPECT_EQ(less.refund, (Money{2'000, eur}));
}

TEST(Charge, WithoutRefundStillReleasesTheSeats) {
  Ledger ledger;
  ledger.record(calculate_charge(purchase(3)).value());
  ChargeInput end = change(ledger, ChargeKind::cancellation, 3, 0, "2022-02-10");
  end.gives_refund = false;
  const Charge charge = calculate_charge(end).value();
  EXPECT_TRUE(charge.lines.empty());
  EXPECT_EQ(charge.releases, (std::vector<SeatRelease>{{0, 3}}));
  EXPECT_EQ(charge.refund, (Money{0, eur}));
}

TEST(Charge, DropsLinesOfZero) {
  ChargeInput input = purchase(1);
  input.unit_price = {0, 2, eur};
  EXPECT_TRUE(calculate_charge(input).value().lines.empty());
  input = purchase(1);
  input.discount = {DiscountKind::fixed, {}, 999'999};
  EXPECT_TRUE(calculate_charge(input).value().lines.empty());
  input = purchase(1);
  input.change_date = day("2022-03-01");
  EXPECT_TRUE(calculate_charge(input).value().lines.empty());
}

TEST(Charge, OfATrialIsNothingUntilItsEnd) {
  ChargeInput trial = purchase(25, tax_of(19));
  trial.unit_price = {0, 2, eur};
  trial.period = {day("2026-01-31"), day("2026-03-02")};
  trial.change_date = trial.period.start;
  trial.next = NextTerms{twenty, 25, {}, tax_of(19), Term::yearly, 2};
  const Charge charge = calculate_charge(trial).value();
  EXPECT_EQ(charge.due_now.minor, 0);
  EXPECT_EQ(charge.next_charge, (NextCharge{day("2026-03-02"), {59'500, eur}}));
}

TEST(Charge, OfInclusivePricesGivesTheTaxBackWithThePrice) {
  Ledger ledger;
  ledger.record(calculate_charge(purchase(1, tax_of(19, true))).value());
  EXPECT_EQ(ledger.lines[0].net, 1681);
  EXPECT_EQ(ledger.lines[0].tax, 319);
  const Charge end =
      calculate_charge(change(ledger, ChargeKind::cancellation, 1, 0, "2022-02-03")).value();
  EXPECT_EQ(end.refund, (Money{1857, eur}));
  EXPECT_EQ(end.lines[0].gross, -1857);
}

TEST(Charge, ThatDoesNotFitIsRefused) {
  ChargeInput input = purchase(100'000);
  input.unit_price.mantissa = 9'000'000'000'000'000'000;
  EXPECT_EQ(calculate_charge(input).error().reason, "amountTooLarge");
}

TEST(CancelRefund, DependsOnTheOffer) {
  const Instant bought{1'000};
  const Instant inside = bought.plus_ms(72 * hour_ms - 1);
  const Instant after = bought.plus_ms(72 * hour_ms);
  EXPECT_TRUE(refunds_cancellation(CancelRefund::prorated, 72, bought, after));
  EXPECT_FALSE(refunds_cancellation(CancelRefund::none, 72, bought, bought));
  EXPECT_TRUE(refunds_cancellation(CancelRefund::window, 72, bought, inside));
  EXPECT_FALSE(refunds_cancellation(CancelRefund::window, 72, bought, after));
}

// A subscription that lives through random changes; `exact` is what its seats cost day by day.
struct Life {
  Ledger ledger;
  ChargeInput terms;
  std::int64_t seats = 0;
  int anchor_day = 1;
  int months = 1;
  int roundings = 0;
  Rational exact = 0;

  Charge apply(ChargeKind kind, std::int64_t to, Date date) {
    ChargeInput input = terms;
    input.kind = kind;
    input.quantity_from = seats;
    input.quantity_to = to;
    input.change_date = date;
    input.charged = ledger.lines;
    Charge charge = calculate_charge(input).value();
    roundings +=
        static_cast<int>(std::max<std::size_t>(charge.lines.size(), charge.releases.size())) + 1;
    ledger.record(charge);
    seats = to;
    return charge;
  }
  void live_until(Date from, Date until) {
    exact += testing_support::price_in_minor(terms.unit_price) * seats * (until.days - from.days) /
             terms.period.days();
  }
  void check() const {
    for (const ChargedLine& line : ledger.lines) {
      RC_ASSERT(0 <= line.credited_net && line.credited_net <= line.net);
      RC_ASSERT(0 <= line.credited_tax && line.credited_tax <= line.tax);
      RC_ASSERT(0 <= line.credited_seats && line.credited_seats <= line.quantity);
    }
  }
};

Life some_life() {
  Life life;
  const Date start{*rc::gen::inRange(15'000, 30'000)};
  life.anchor_day = anchor_day_of(start);
  life.months = *rc::gen::element(1, 12);
  life.terms.period = period_at(life.anchor_day, start, life.months);
  life.terms.unit_price = {*rc::gen::inRange<std::int64_t>(0, 50'000), *rc::gen::inRange(0, 5),
                           *rc::gen::element(eur, krw, kwd)};
  return life;
}

// Buys, changes the total a few times each period, renews, and cancels at last.
void live(Life& life, int periods) {
  (void)life.apply(ChargeKind::purchase, *rc::gen::inRange<std::int64_t>(1, 300),
                   life.terms.period.start);
  Date now = life.terms.period.start;
  for (int i = 0; i < periods; ++i) {
    for (int changes = *rc::gen::inRange(0, 5); changes > 0; --changes) {
      const Date then = now.plus_days(*rc::gen::inRange(0, life.terms.period.end.days - now.days));
      life.live_until(now, then);
      now = then;
      const auto to = *rc::gen::inRange<std::int64_t>(1, 300);
      if (to == life.seats) continue;
      (void)life.apply(
          to > life.seats ? ChargeKind::quantity_increase : ChargeKind::quantity_decrease, to, now);
      life.check();
    }
    if (i + 1 == periods) break;
    life.live_until(now, life.terms.period.end);
    now = life.terms.period.end;
    life.terms.period = next_period(life.anchor_day, life.terms.period, life.months);
    (void)life.apply(ChargeKind::renewal, life.seats, now);
  }
  (void)life.apply(ChargeKind::cancellation, 0, now);
  life.check();
}

RC_GTEST_PROP(Charge, OfAWholeLifeIsWhatTheDaysCostWithinItsRoundings, ()) {
  Life life = some_life();
  live(life, *rc::gen::inRange(1, 5));
  const Rational off = life.exact - life.ledger.total;
  RC_ASSERT(off <= Rational(life.roundings) && off >= Rational(-life.roundings));
}

RC_GTEST_PROP(Charge, NeverCreditsMoreThanItChargedWithTaxAndDiscount, ()) {
  Life life = some_life();
  life.terms.tax = {
      "standard", {*rc::gen::inRange<std::int64_t>(0, 300'000)}, *rc::gen::arbitrary<bool>()};
  life.terms.discount =
      *rc::gen::element(Discount{}, Discount{DiscountKind::percentage, {125'000}, 0},
                        Discount{DiscountKind::fixed, {}, 777});
  live(life, *rc::gen::inRange(1, 5));
  RC_ASSERT(life.ledger.total >= 0);
}

RC_GTEST_PROP(Charge, ReturnsEverythingOnTheFirstDayInAnyNumberOfSteps, ()) {
  Life life = some_life();
  life.terms.tax = {"standard", {190'000}, *rc::gen::arbitrary<bool>()};
  const Date first = life.terms.period.start;
  (void)life.apply(ChargeKind::purchase, *rc::gen::inRange<std::int64_t>(1, 300), first);
  while (life.seats > 1 && *rc::gen::inRange(0, 4) > 0) {
    const auto to = *rc::gen::inRange<std::int64_t>(1, life.seats);
    (void)life.apply(ChargeKind::quantity_decrease, to, first);
  }
  (void)life.apply(ChargeKind::cancellation, 0, first);
  RC_ASSERT(life.ledger.total == 0);
}

RC_GTEST_PROP(Charge, AnnouncesExactlyWhatTheRenewalWillCharge, ()) {
  Life life = some_life();
  ChargeInput bought = life.terms;
  bought.quantity_to = *rc::gen::inRange<std::int64_t>(1, 1000);
  bought.change_date = bought.period.start;
  bought.tax = {"standard", {88'750}, *rc::gen::arbitrary<bool>()};
  const Term term = life.months == 1 ? Term::monthly : Term::yearly;
  bought.next = NextTerms{bought.unit_price, bought.quantity_to, bought.discount, bought.tax, term,
                          life.anchor_day};
  const Charge announced = calculate_charge(bought).value();
  ChargeInput renewal = bought;
  renewal.kind = ChargeKind::renewal;
  renewal.period = next_period(life.anchor_day, bought.period, life.months);
  renewal.change_date = renewal.period.start;
  const Charge renewed = calculate_charge(renewal).value();
  RC_ASSERT(announced.next_charge == (NextCharge{renewal.period.start, renewed.total}));
}

// Cancels 7 seats of 20.00 in the first and in the last moment of each day of the period.
void expect_refund_of_civil_days(const Period& period, const char* zone) {
  Ledger ledger;
  ChargeInput input = purchase(7);
  input.period = period;
  input.change_date = date_in_zone(start_of_day(period.start, zone), zone);
  ledger.record(calculate_charge(input).value());
  input.kind = ChargeKind::cancellation;
  input.quantity_from = 7;
  input.quantity_to = 0;
  input.charged = ledger.lines;
  for (Date date = period.start; date < period.end; date = date.plus_days(1)) {
    const Rational exact = Rational(14'000) * (period.end.days - date.days) / period.days();
    const Integer expected = testing_support::rounded(exact, Rounding::half_away_from_zero);
    const Instant last = start_of_day(date.plus_days(1), zone).plus_ms(-1);
    for (const Instant moment : {start_of_day(date, zone), last}) {
      input.change_date = date_in_zone(moment, zone);
      ASSERT_EQ(Integer(calculate_charge(input).value().refund.minor), expected)
          << zone << " " << format_date(date);
    }
  }
}

TEST(Charge, CountsCivilDaysOfTheZoneAlsoWhereClocksChange) {
  for (const char* zone :
       {"America/Denver", "Europe/Berlin", "Asia/Seoul", "Asia/Karachi", "America/Sao_Paulo"}) {
    // Three years: Brazil skipped midnights until 2018, and 2020 has a leap day.
    Period period = period_at(31, make_date(2017, 8, 31), 1);
    for (int month = 0; month < 36; ++month, period = next_period(31, period, 1))
      expect_refund_of_civil_days(period, zone);
  }
}

}  // namespace
}  // namespace perseat
