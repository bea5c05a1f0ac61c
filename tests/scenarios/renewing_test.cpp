// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Stories of subscriptions over years that nobody touches, or few do. Each looks at every line that
// was invoiced.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/passing_time.h"
#include "usecases/invoices/pay_invoice.h"

namespace perseat::usecases {
namespace {

using Status = SubscriptionStatus;

class RenewalStory : public testing::Test {
 protected:
  test::Harness harness_;
  test::Shop shop_{harness_};
  test::PassingTime time_{shop_};

  void begin(const char* moment) { harness_.clock.set(*parse_instant(moment)); }
  [[nodiscard]] Status status(SubscriptionId id) { return shop_.subscription(id).status; }

  SubscriptionId buy_yearly(std::int64_t quantity) {
    BuySubscription request = shop_.purchase(quantity);
    request.wish.offer = shop_.world().yearly;
    harness_.clock.advance_ms(second_ms);
    const auto bought = harness_.run(request, shop_.buyer());
    EXPECT_TRUE(bought.has_value());
    shop_.pay(bought->attempt);
    return bought->subscription;
  }
  SubscriptionId begin_trial(std::int64_t quantity) {
    BuySubscription request = shop_.purchase(quantity);
    request.wish.is_trial = true;
    const auto bought = harness_.run(request, shop_.buyer());
    EXPECT_TRUE(bought.has_value()) << bought.error().reason;
    return bought->subscription;
  }
  void recur(SubscriptionId id, RecurringBilling recurring) {
    UpdateSubscription change;
    change.subscription = id;
    change.recurring_billing = recurring;
    const auto changed = harness_.run(change, shop_.buyer());
    ASSERT_TRUE(changed.has_value()) << changed.error().reason;
  }

  // "type seats service days: net" of every line, in the order of the invoices.
  std::vector<std::string> lines() {
    std::vector<std::string> all;
    for (const Invoice& invoice : shop_.invoices()) {
      for (const InvoiceLine& line : shop_.lines(invoice.id))
        all.push_back(fmt::format("{} {} {}..{} {}", enum_text(line.type), line.quantity,
                                  format_date(line.service_start), format_date(line.service_end),
                                  line.net_minor));
    }
    return all;
  }
  std::vector<std::string> last_lines(std::size_t count) {
    const auto all = lines();
    return {all.end() - static_cast<std::ptrdiff_t>(std::min(count, all.size())), all.end()};
  }
  std::vector<std::string> statuses() {
    std::vector<std::string> all;
    for (const Invoice& invoice : shop_.invoices())
      all.push_back(std::string(enum_text(invoice.status)));
    return all;
  }
};

// The anchor is the 31st: a short month does not make the following ones begin early.
TEST_F(RenewalStory, MonthsEndWhereTheyEnd) {
  begin("2027-12-31T09:00:00Z");
  const SubscriptionId id = shop_.buy(2);
  time_.until("2028-05-31");
  EXPECT_EQ(lines(),
            (std::vector<std::string>{
                "purchase 2 2027-12-31..2028-01-31 2500", "renew 2 2028-01-31..2028-02-29 2500",
                "renew 2 2028-02-29..2028-03-31 2500", "renew 2 2028-03-31..2028-04-30 2500",
                "renew 2 2028-04-30..2028-05-31 2500", "renew 2 2028-05-31..2028-06-30 2500"}));
  EXPECT_EQ(statuses(), std::vector<std::string>(6, "paid"));
  EXPECT_EQ(status(id), Status::active);
  EXPECT_EQ(format_date(shop_.subscription(id).period_end), "2028-06-30");
  EXPECT_EQ(shop_.subscription(id).anchor_day, 31);
}

TEST_F(RenewalStory, AYearBoughtOnLeapDayRenewsOnTheLastOfFebruary) {
  begin("2028-02-29T09:00:00Z");
  buy_yearly(1);
  time_.until("2032-02-29");
  EXPECT_EQ(lines(),
            (std::vector<std::string>{
                "purchase 1 2028-02-29..2029-02-28 12000", "renew 1 2029-02-28..2030-02-28 12000",
                "renew 1 2030-02-28..2031-02-28 12000", "renew 1 2031-02-28..2032-02-29 12000",
                "renew 1 2032-02-29..2033-02-28 12000"}));
}

// Nobody ran the server for a quarter: each month is billed, once, and later rounds add nothing.
TEST_F(RenewalStory, WhoComesLateBillsEachPeriodOnce) {
  begin("2026-01-15T10:00:00Z");
  shop_.buy(1);
  harness_.clock.set(*parse_instant("2026-04-20T10:00:00Z"));
  time_.catch_up();
  time_.catch_up();
  EXPECT_EQ(lines(),
            (std::vector<std::string>{
                "purchase 1 2026-01-15..2026-02-15 1250", "renew 1 2026-02-15..2026-03-15 1250",
                "renew 1 2026-03-15..2026-04-15 1250", "renew 1 2026-04-15..2026-05-15 1250"}));
  EXPECT_EQ(statuses(), std::vector<std::string>(4, "paid"));
}

// A clock that was set back finds everything billed already.
TEST_F(RenewalStory, AClockThatGoesBackBillsNothingTwice) {
  shop_.buy(1);
  time_.until("2026-03-20");
  const auto before = lines();
  harness_.clock.set(*parse_instant("2026-02-16T10:00:00Z"));
  time_.catch_up();
  EXPECT_EQ(lines(), before);
}

TEST_F(RenewalStory, OffMeansExpiredThenDisabledThenDeleted) {
  const SubscriptionId id = shop_.buy(3);  // 15 January
  shop_.assign(id, 2);
  recur(id, RecurringBilling::off);
  time_.until("2026-02-14");
  EXPECT_EQ(status(id), Status::active);
  time_.until("2026-02-15");
  EXPECT_EQ(status(id), Status::expired);
  time_.until("2026-03-16");
  EXPECT_EQ(status(id), Status::expired);
  time_.until("2026-03-17");
  EXPECT_EQ(status(id), Status::disabled);
  time_.until("2026-06-14");
  EXPECT_EQ(status(id), Status::disabled);
  time_.until("2026-06-15");
  EXPECT_EQ(status(id), Status::deleted);
  time_.until("2027-06-15");
  EXPECT_EQ(status(id), Status::deleted);
  EXPECT_EQ(lines().size(), 1U);
}

// The days of each state are counted from the one before, not from when somebody noticed.
TEST_F(RenewalStory, StatesBeginOnTheirDayHoweverLateTheyAreNoticed) {
  const SubscriptionId id = shop_.buy(1);
  recur(id, RecurringBilling::off);
  harness_.clock.set(*parse_instant("2026-06-14T10:00:00Z"));
  time_.catch_up();
  EXPECT_EQ(status(id), Status::disabled);
  time_.until("2026-06-15");
  EXPECT_EQ(status(id), Status::deleted);
}

TEST_F(RenewalStory, OnceMoreIsOnce) {
  const SubscriptionId id = shop_.buy(1);
  recur(id, RecurringBilling::once_more);
  time_.until("2026-02-16");
  EXPECT_EQ(status(id), Status::active);
  EXPECT_EQ(shop_.subscription(id).recurring_billing, RecurringBilling::off);
  time_.until("2026-03-16");
  EXPECT_EQ(status(id), Status::expired);
  EXPECT_EQ(lines().size(), 2U);
}

TEST_F(RenewalStory, ATrialWithACardBecomesASubscription) {
  const SubscriptionId id = begin_trial(4);  // 15 January, 30 days
  time_.until("2026-02-13");
  EXPECT_EQ(status(id), Status::trial);
  EXPECT_TRUE(lines().empty());
  time_.until("2026-03-20");
  EXPECT_EQ(status(id), Status::active);
  EXPECT_EQ(lines(), (std::vector<std::string>{"renew 4 2026-02-14..2026-03-14 5000",
                                               "renew 4 2026-03-14..2026-04-14 5000"}));
}

TEST_F(RenewalStory, AStoppedTrialExpires) {
  const SubscriptionId id = begin_trial(4);
  recur(id, RecurringBilling::off);
  time_.until("2026-02-15");
  EXPECT_EQ(status(id), Status::expired);
  EXPECT_TRUE(shop_.invoices().empty());
}

// Fewer seats from the renewal on, but never fewer than people hold by then.
TEST_F(RenewalStory, AScheduledDecreaseMeetsNewAssignments) {
  const SubscriptionId kept = shop_.buy(10);
  const SubscriptionId held_back = shop_.buy(10);
  for (const SubscriptionId id : {kept, held_back}) {
    const auto scheduled = shop_.set_quantity(id, 4, When::renewal);
    ASSERT_TRUE(scheduled.has_value()) << scheduled.error().reason;
  }
  shop_.assign(held_back, 7);
  time_.until("2026-02-16");
  EXPECT_EQ(shop_.pool(kept).total, 4);
  EXPECT_EQ(shop_.pool(held_back).total, 7);
  EXPECT_EQ(shop_.subscription(held_back).scheduled_quantity, std::nullopt);
  EXPECT_EQ(last_lines(2), (std::vector<std::string>{"renew 4 2026-02-15..2026-03-15 5000",
                                                     "renew 7 2026-02-15..2026-03-15 8750"}));
}

TEST_F(RenewalStory, AScheduledTermBeginsAtTheRenewal) {
  const SubscriptionId id = shop_.buy(2);
  UpdateSubscription change;
  change.subscription = id;
  change.billing_frequency = Term::yearly;
  ASSERT_TRUE(harness_.run(change, shop_.buyer()).has_value());
  time_.until("2026-02-16");
  EXPECT_EQ(last_lines(1), (std::vector<std::string>{"renew 2 2026-02-15..2027-02-15 24000"}));
  EXPECT_EQ(shop_.subscription(id).offer, shop_.world().yearly);
  EXPECT_EQ(shop_.subscription(id).term, Term::yearly);
}

// A new price leaves the running term alone, is shown before, and holds from the renewal on.
TEST_F(RenewalStory, AnAnnouncedPriceHoldsFromTheRenewalOn) {
  const SubscriptionId id = shop_.buy(2);
  harness_.insert([&](store::State& state) {
    state.prices.add({harness_.new_id<PriceId>(), shop_.world().monthly, "", Currency("EUR"),
                      "15.00", false, *parse_instant("2026-02-01T00:00:00Z")});
  });
  const auto preview = shop_.quote(QuoteKind::renewal, id);
  ASSERT_TRUE(preview.has_value());
  EXPECT_EQ(preview->charge.net.minor, 3000);
  time_.until("2026-02-10");
  shop_.change_to(id, 3);
  EXPECT_EQ(last_lines(1), (std::vector<std::string>{"addQuantity 1 2026-02-10..2026-02-15 202"}));
  time_.until("2026-02-16");
  EXPECT_EQ(last_lines(1), (std::vector<std::string>{"renew 3 2026-02-15..2026-03-15 4500"}));
}

// Seats that the next invoice carries are paid with the renewal.
TEST_F(RenewalStory, AnIncreaseBilledLaterIsChargedAtTheRenewal) {
  shop_.change_offer([](Offer& offer) { offer.bill_increase = BillIncrease::next_invoice; });
  const SubscriptionId id = shop_.buy(1);
  time_.until("2026-01-25");
  shop_.change_to(id, 2);
  EXPECT_EQ(statuses(), (std::vector<std::string>{"paid", "due"}));
  time_.until("2026-02-14");
  EXPECT_EQ(statuses(), (std::vector<std::string>{"paid", "due"}));
  time_.until("2026-02-15");
  EXPECT_EQ(statuses(), (std::vector<std::string>{"paid", "paid", "paid"}));
}

class Dunning : public RenewalStory {
 protected:
  // The days on which the card was charged, after the purchase.
  std::vector<std::string> tries() {
    std::vector<std::string> days;
    for (const PaymentAttempt& attempt : shop_.attempts()) {
      if (attempt.purpose == AttemptPurpose::invoice)
        days.push_back(format_instant(attempt.created_at).substr(0, 10));
    }
    return days;
  }
};

// The card is charged every five days; the subscription goes on meanwhile.
TEST_F(Dunning, ACardThatRecoversPaysWhatIsOwed) {
  const SubscriptionId id = shop_.buy(2);
  time_.pays = [&](const PaymentAttempt& attempt) {
    return attempt.created_at >= *parse_instant("2026-02-24T12:00:00Z");
  };
  time_.until("2026-02-16");
  EXPECT_EQ(statuses(), (std::vector<std::string>{"paid", "overdue"}));
  EXPECT_EQ(status(id), Status::active);
  time_.until("2026-02-28");
  EXPECT_EQ(tries(), (std::vector<std::string>{"2026-02-14", "2026-02-19", "2026-02-24"}))
      << "days begin in Berlin an hour before they do in UTC";
  EXPECT_EQ(statuses(), (std::vector<std::string>{"paid", "paid"}));
  EXPECT_EQ(status(id), Status::active);
}

// Thirty days of grace, then it is disabled, and the days that nobody could use are not owed.
TEST_F(Dunning, ACardThatNeverPaysEndsTheSubscription) {
  const SubscriptionId id = buy_yearly(1);  // 15 January 2026
  shop_.assign(id, 1);
  time_.pays = [](const PaymentAttempt&) { return false; };
  time_.until("2027-02-13");
  EXPECT_EQ(tries().size(), 6U);  // on the day, and the 5th, 10th, 15th, 20th and 25th after it
  EXPECT_EQ(status(id), Status::active);
  time_.until("2027-02-14");
  EXPECT_EQ(status(id), Status::disabled);
  EXPECT_EQ(tries().size(), 6U);
  EXPECT_EQ(last_lines(2), (std::vector<std::string>{"renew 1 2027-01-15..2028-01-15 12000",
                                                     "cancel 1 2027-02-14..2028-01-15 -11014"}));
  const Invoice renewal = shop_.invoices()[1];
  EXPECT_EQ(renewal.status, InvoiceStatus::overdue);
  EXPECT_EQ(renewal.due_minor, 14280 - 13107);  // 30 of 365 days, with tax
  time_.until("2027-05-14");
  EXPECT_EQ(status(id), Status::disabled);
  time_.until("2027-05-15");
  EXPECT_EQ(status(id), Status::deleted);
  EXPECT_EQ(tries().size(), 6U);
}

TEST_F(Dunning, PayingByHandEndsIt) {
  const SubscriptionId id = shop_.buy(1);
  bool is_covered = false;
  time_.pays = [&](const PaymentAttempt&) { return is_covered; };
  time_.until("2026-02-17");
  is_covered = true;
  const InvoiceId owed = shop_.invoices()[1].id;
  PayInvoice pay;
  pay.invoice = owed;
  ASSERT_TRUE(harness_.run(pay, shop_.buyer()).has_value());
  time_.catch_up();
  time_.until("2026-03-14");
  EXPECT_EQ(tries().size(), 2U);
  EXPECT_EQ(status(id), Status::active);
}

// The settings of the deployment decide.
TEST_F(Dunning, FollowsItsSettings) {
  shop_.settings.dunning = {2, 5};
  const SubscriptionId id = shop_.buy(1);
  time_.pays = [](const PaymentAttempt&) { return false; };
  time_.until("2026-02-19");
  EXPECT_EQ(tries().size(), 3U);
  EXPECT_EQ(status(id), Status::active);
  time_.until("2026-02-20");
  EXPECT_EQ(status(id), Status::disabled);
}

// Without a card there is nothing to charge; it is as if it had been declined.
TEST_F(Dunning, AProfileWithoutACardIsOverdueAtOnce) {
  const SubscriptionId id = shop_.buy(1);
  harness_.change([&](store::State& state) {
    store::Needs needs;
    const BillingProfile::Key key{shop_.world().org, shop_.subscription(id).profile};
    needs.billing_profiles.add(key);
    state = harness_.load(needs);
    state.billing_profiles.change(key).payment_method = {};
  });
  time_.until("2026-02-16");
  EXPECT_EQ(statuses(), (std::vector<std::string>{"paid", "overdue"}));
  EXPECT_TRUE(tries().empty());
  time_.until("2026-03-17");
  EXPECT_EQ(status(id), Status::disabled);
}

}  // namespace
}  // namespace perseat::usecases
