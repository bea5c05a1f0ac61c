// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Stories of somebody who owns subscriptions: colleagues who get licenses, the card that pays, the
// invoices, the end of a term.
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "queries/invoices/list_invoices.h"
#include "queries/licenses/list_licenses.h"
#include "queries/subscriptions/list_subscriptions.h"
#include "support/buying.h"
#include "support/invariants.h"
#include "support/json_text.h"
#include "usecases/billing_profiles/replace_profile_payment_method.h"
#include "usecases/licenses/assign_licenses.h"
#include "usecases/licenses/unassign_licenses.h"
#include "usecases/payment_methods/add_payment_method.h"
#include "usecases/payment_methods/delete_payment_method.h"
#include "usecases/payment_methods/update_payment_method.h"

namespace perseat::usecases {
namespace {

class OwningStory : public testing::Test {
 protected:
  ~OwningStory() override { test::expect_consistent(harness_); }

  template <class UseCase>
  std::string refusal(const UseCase& request) {
    const auto done = harness_.run(request, shop_.buyer());
    return done ? "" : done.error().reason;
  }
  AssignLicenses assign(SubscriptionId subscription, std::vector<UserId> people) {
    AssignLicenses request;
    request.subscription = subscription;
    request.users = std::move(people);
    return request;
  }
  std::vector<UserId> colleagues(int count) {
    std::vector<UserId> people;
    for (int i = 0; i < count; ++i)
      people.push_back(test::add_member(harness_, shop_.world().org, "Colleague"));
    return people;
  }
  test::JsonText subscriptions() {
    return test::JsonText(queries::list_subscriptions(
        harness_.reader(), {shop_.buyer(), harness_.clock.now()}, {}, {}));
  }
  std::size_t invoices(const queries::InvoiceFilter& filter) {
    const test::JsonText page(
        queries::list_invoices(harness_.reader(), shop_.buyer(), filter, {}, harness_.clock.now()));
    return page.at("items").size();
  }
  PaymentMethodId add_card(const std::string& token) {
    const AddPaymentMethod add{{"cus_test", token, "visa", "1881", 4, 2029, "DE"},
                               {"B KIM", {"Nebenweg 2", "", "Bonn", "", "53111", "DE"}}};
    const auto added = harness_.run(add, shop_.buyer());
    EXPECT_TRUE(added.has_value());
    return added->payment_method.id;
  }
  void delete_subscription(SubscriptionId id) {
    const Subscription::Key key{shop_.world().org, id};
    store::Needs needs;
    needs.subscriptions.add(key);
    store::State state = harness_.load(needs);
    state.subscriptions.change(key).status = SubscriptionStatus::deleted;
    state.merge();
    harness_.save(state);
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

// Twenty colleagues get their licenses together; twenty-one are refused whole, and so is a list
// with a guest or with somebody of another organization, who is told apart by a reason.
TEST_F(OwningStory, TwentyPeopleAtATime) {
  const SubscriptionId id = shop_.buy(30);
  std::vector<UserId> people = colleagues(21);
  EXPECT_EQ(refusal(assign(id, people)), "tooManyPeople");
  EXPECT_EQ(shop_.pool(id).assigned, 0);
  people.pop_back();
  EXPECT_EQ(refusal(assign(id, people)), "");
  EXPECT_EQ(shop_.pool(id).assigned, 20);

  const test::World& world = shop_.world();
  const auto refused =
      harness_.run(assign(id, {world.colleague, world.guest, world.stranger}), shop_.buyer());
  ASSERT_FALSE(refused.has_value());
  ASSERT_EQ(refused.error().errors.size(), 2U);
  EXPECT_EQ(refused.error().errors[0].field, "userIds[1]");
  EXPECT_EQ(refused.error().errors[0].reason, "guest");
  EXPECT_EQ(refused.error().errors[1].reason, "notFound");
  EXPECT_EQ(shop_.pool(id).assigned, 20);

  // A guest buys nothing either.
  const auto bought = harness_.run(shop_.purchase(1), world.actor(world.guest));
  EXPECT_EQ(bought.error().reason, "guestAccount");
}

// Subscriptions of five and of eight: two rows among the products, one row of thirteen licenses.
TEST_F(OwningStory, TwoPurchasesOfAProductAreOneRowOfLicenses) {
  const SubscriptionId five = shop_.buy(5);
  shop_.buy(8);
  EXPECT_EQ(subscriptions().at("items").size(), 2U);
  ASSERT_EQ(refusal(assign(five, {shop_.world().colleague})), "");
  const test::JsonText licenses(queries::list_licenses(harness_.reader(), shop_.buyer(), {}, {}));
  ASSERT_EQ(licenses.at("items").size(), 1U);
  EXPECT_EQ(licenses.integer("items/0/total"), 13);
  EXPECT_EQ(licenses.integer("items/0/assigned"), 1);
  EXPECT_EQ(licenses.integer("items/0/available"), 12);
}

// Recurring billing is switched off in the third month of a year: nothing is given back, everything
// goes on until the year is over, and nothing is charged then.
TEST_F(OwningStory, AYearThatIsNotRenewedIsUsedToItsEnd) {
  BuySubscription request = shop_.purchase(3);
  request.wish.offer = shop_.world().yearly;
  const auto bought = harness_.run(request, shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  shop_.pay(bought->attempt);
  const SubscriptionId id = bought->subscription;
  shop_.pass_days(70);
  UpdateSubscription stop;
  stop.subscription = id;
  stop.recurring_billing = RecurringBilling::off;
  ASSERT_EQ(refusal(stop), "");
  EXPECT_EQ(shop_.attempts().size(), 1U) << "never a refund";
  EXPECT_EQ(shop_.quote(QuoteKind::renewal, id).error().reason, "recurringBillingOff");

  // The day before the year is over.
  harness_.clock.set(*parse_instant("2027-01-14T10:00:00Z"));
  const Subscription last_day = shop_.subscription(id);
  EXPECT_EQ(last_day.status, SubscriptionStatus::active);
  EXPECT_EQ(refusal(assign(id, {shop_.world().colleague})), "");
  EXPECT_FALSE(last_day.renews_at.has_value());
  EXPECT_EQ(format_instant(*last_day.expires_at), "2027-01-14T23:00:00.000Z");
  EXPECT_EQ(last_day.next_lifecycle_at, last_day.expires_at);
}

// The number of a card never changes; its date, name, address and security code do. It stays as
// long as a subscription may come back, also a canceled one.
TEST_F(OwningStory, ACardIsChangedReplacedAndAtLastDeleted) {
  const PaymentMethodId card = shop_.world().card;
  const SubscriptionId id = shop_.buy(2);
  CardUpdate change;
  change.expiry_month = 3;
  change.expiry_year = 2031;
  change.name = "BORA KIM";
  change.address = Address{"Nebenweg 2", "", "Bonn", "", "53111", "DE"};
  change.has_new_security_code = true;
  EXPECT_EQ(refusal(UpdatePaymentMethod{card, change}), "");
  store::Needs needs;
  needs.payment_methods.add({shop_.world().org, card});
  const PaymentMethod changed = harness_.load(needs).payment_methods.get({shop_.world().org, card});
  EXPECT_EQ(changed.last4, "4242");
  EXPECT_EQ(changed.gateway_token, "pm_test");
  EXPECT_EQ(changed.expiry_year, 2031);

  ASSERT_TRUE(shop_.cancel(id).has_value());
  EXPECT_EQ(refusal(DeletePaymentMethod{card}), "paymentMethodInUse");
  // Another card takes its place: then it is free, and the other one is held.
  const PaymentMethodId other = add_card("pm_other");
  const BillingProfileId profile = shop_.subscription(id).profile;
  EXPECT_EQ(refusal(ReplaceProfilePaymentMethod{profile, other, false}), "");
  EXPECT_EQ(refusal(DeletePaymentMethod{card}), "");
  EXPECT_EQ(refusal(DeletePaymentMethod{other}), "paymentMethodInUse");
  delete_subscription(id);
  EXPECT_EQ(refusal(DeletePaymentMethod{other}), "");
}

// A hundred days after the only invoice the usual list is empty; half a year shows it, and so does
// a range of days with the day it was issued at either end.
TEST_F(OwningStory, AnInvoiceIsFoundAgainAfterAHundredDays) {
  shop_.buy(1);
  EXPECT_EQ(invoices({}), 1U);
  shop_.pass_days(100);
  EXPECT_EQ(invoices({}), 0U);
  queries::InvoiceFilter half_a_year;
  half_a_year.window = queries::InvoiceWindow::past_6_months;
  EXPECT_EQ(invoices(half_a_year), 1U);
  const Date issued = make_date(2026, 1, 15);
  const auto range = [&](Date from, Date to) {
    queries::InvoiceFilter filter;
    filter.from = from;
    filter.to = to;
    return invoices(filter);
  };
  EXPECT_EQ(range(issued, issued), 1U);
  EXPECT_EQ(range(issued, issued.plus_days(20)), 1U);
  EXPECT_EQ(range(issued.plus_days(-20), issued), 1U);
  EXPECT_EQ(range(issued.plus_days(1), issued.plus_days(20)), 0U);
}

// The day of an invoice is that of the organization's zone, not of Greenwich.
TEST_F(OwningStory, AnInvoiceOfTheLateEveningIsOfTheNextDayInBerlin) {
  harness_.clock.set(*parse_instant("2026-01-15T23:30:00Z"));
  shop_.buy(1);
  queries::InvoiceFilter next_day;
  next_day.from = next_day.to = make_date(2026, 1, 16);
  EXPECT_EQ(invoices(next_day), 1U);
}

// Taking back what somebody does not hold changes nothing; and of two who are given the last seat
// in the same moment, one gets it.
TEST_F(OwningStory, TheLastSeatGoesToOneOfTwo) {
  const SubscriptionId id = shop_.buy(1);
  UnassignLicenses back;
  back.subscription = id;
  back.users = {shop_.world().colleague};
  const auto nothing = harness_.run(back, shop_.buyer());
  ASSERT_TRUE(nothing.has_value());
  EXPECT_EQ(nothing->results[0].outcome, SeatOutcome::not_assigned);

  std::atomic<int> served = 0;
  std::atomic<int> without_seat = 0;
  for (const UserId person : colleagues(2))
    engine::submit(
        harness_.queue(), assign(id, {person}), engine::Call{shop_.buyer(), "r", "", {}},
        [](const auto&) { return engine::Answer{}; },
        [&](const Result<engine::Answer>& answer) {
          if (answer) ++served;
          if (!answer && answer.error().reason == "noSeats") ++without_seat;
        });
  harness_.queue().stop();
  EXPECT_EQ(served, 1);
  EXPECT_EQ(without_seat, 1);
  EXPECT_EQ(shop_.pool(id).assigned, 1);
}

}  // namespace
}  // namespace perseat::usecases
