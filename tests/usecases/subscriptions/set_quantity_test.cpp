// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The total of licenses: absolute, charged or given back, now or at the renewal.
#include "usecases/subscriptions/set_quantity.h"

#include <gtest/gtest.h>

#include "support/buying.h"

namespace perseat::usecases {
namespace {

class SetQuantityTest : public testing::Test {
 protected:
  [[nodiscard]] std::string refusal(SubscriptionId subscription, std::int64_t quantity,
                                    std::optional<When> when = std::nullopt) {
    const auto changed = shop_.set_quantity(subscription, quantity, when);
    return changed ? "" : changed.error().reason;
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

TEST_F(SetQuantityTest, ChargesAddedSeatsForTheDaysThatAreLeft) {
  const SubscriptionId id = shop_.buy(100);
  shop_.pass_days(10);  // 21 of the 31 days from 15 January are left
  const auto quote = shop_.quote(QuoteKind::quantity_change, id, 105);
  ASSERT_TRUE(quote.has_value()) << quote.error().detail;
  const auto changed = shop_.set_quantity(id, 105);
  ASSERT_TRUE(changed.has_value()) << changed.error().detail;
  EXPECT_EQ(shop_.pool(id).total, 100) << "not before they are paid";
  EXPECT_EQ(refusal(id, 106), "paymentPending");
  shop_.pay(changed->attempt);
  EXPECT_EQ(shop_.pool(id).total, 105);
  EXPECT_EQ(shop_.subscription(id).quantity, 105);
  const Invoice invoice = shop_.invoices().back();
  // 5 * 12.50 * 21 / 31 = 42.34 and 19 % on it.
  EXPECT_EQ(invoice.net_minor, 4234);
  EXPECT_EQ(invoice.tax_minor, 804);
  EXPECT_EQ(quote->charge.due_now.minor, invoice.total_minor);
  EXPECT_TRUE(invoice.number.ends_with("-0002"));
  EXPECT_EQ(shop_.orders().back().kind, OrderKind::increase);
  EXPECT_EQ(shop_.orders().back().quantity_before, 100);
}

TEST_F(SetQuantityTest, AddsNothingWhenTheBankDeclines) {
  const SubscriptionId id = shop_.buy(2);
  const auto changed = shop_.set_quantity(id, 3);
  ASSERT_TRUE(changed.has_value());
  shop_.decline(changed->attempt);
  EXPECT_EQ(shop_.pool(id).total, 2);
  EXPECT_EQ(shop_.subscription(id).status, SubscriptionStatus::active);
  EXPECT_FALSE(shop_.subscription(id).pending_attempt.has_value());
  EXPECT_EQ(refusal(id, 3), "");
}

TEST_F(SetQuantityTest, NeverGoesBelowTheNumberAssigned) {
  const SubscriptionId id = shop_.buy(100);
  shop_.assign(id, 96);
  const auto refused = shop_.set_quantity(id, 95);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "belowAssigned");
  EXPECT_NE(refused.error().detail.find("96"), std::string::npos);
  shop_.assign(id, 95);
  EXPECT_EQ(refusal(id, 95), "");
  EXPECT_EQ(shop_.pool(id).total, 95);
}

TEST_F(SetQuantityTest, GivesBackWhatWasPaidForTheDaysThatAreLeft) {
  const SubscriptionId id = shop_.buy(4);
  shop_.pass_days(10);
  const auto quote = shop_.quote(QuoteKind::quantity_change, id, 3);
  ASSERT_TRUE(quote.has_value());
  EXPECT_EQ(refusal(id, 3), "");
  EXPECT_EQ(shop_.pool(id).total, 3);
  const Invoice note = shop_.invoices().back();
  EXPECT_EQ(note.kind, InvoiceKind::credit_note);
  // 12.50 * 21 / 31 = 8.47 and 19 % on it.
  EXPECT_EQ(note.net_minor, -847);
  EXPECT_EQ(note.tax_minor, -161);
  EXPECT_EQ(quote->charge.refund.minor, 1008);
  EXPECT_EQ(note.corrects, shop_.invoices()[0].id);
  const PaymentAttempt refund = shop_.attempts().back();
  EXPECT_EQ(refund.purpose, AttemptPurpose::refund);
  EXPECT_EQ(refund.amount_minor, 1008);
  EXPECT_EQ(refund.gateway_reference, "charge-" + shop_.attempts()[0].id.text());
  const InvoiceLine line = shop_.lines(shop_.invoices()[0].id)[0];
  EXPECT_EQ(line.credited_seats, 1);
  EXPECT_EQ(line.credited_net_minor, 847);
}

TEST_F(SetQuantityTest, ChangesNothingForTheSameTotal) {
  const SubscriptionId id = shop_.buy(4);
  EXPECT_EQ(refusal(id, 4), "");
  EXPECT_EQ(shop_.orders().size(), 1U);
  EXPECT_EQ(shop_.subscription(id).version, shop_.subscription(id).version);
}

TEST_F(SetQuantityTest, WaitsForTheRenewalWhereTheOfferSaysSo) {
  const SubscriptionId id = shop_.buy(10);
  shop_.change_offer([](Offer& offer) { offer.seat_reduction = SeatReduction::at_renewal; });
  EXPECT_EQ(refusal(id, 7, When::now), "onlyAtRenewal");
  EXPECT_EQ(refusal(id, 7), "");
  EXPECT_EQ(shop_.pool(id).total, 10);
  EXPECT_EQ(shop_.subscription(id).scheduled_quantity, 7);
  EXPECT_EQ(shop_.orders().back().kind, OrderKind::scheduled_change);
  const auto renewal = shop_.quote(QuoteKind::renewal, id);
  ASSERT_TRUE(renewal.has_value());
  EXPECT_EQ(renewal->quantity, 7);
  EXPECT_EQ(renewal->charge.net.minor, 8750);
  // People that came meanwhile hold it back.
  shop_.assign(id, 9);
  EXPECT_EQ(shop_.quote(QuoteKind::renewal, id)->quantity, 9);
  // The present total again takes it back.
  EXPECT_EQ(refusal(id, 10), "");
  EXPECT_FALSE(shop_.subscription(id).scheduled_quantity.has_value());
}

TEST_F(SetQuantityTest, GivesBackAtOnceOnlyInsideTheReturnWindow) {
  const SubscriptionId id = shop_.buy(10);
  shop_.change_offer([](Offer& offer) { offer.seat_reduction = SeatReduction::return_window; });
  shop_.pass_days(6);
  EXPECT_EQ(refusal(id, 9), "");
  EXPECT_EQ(shop_.pool(id).total, 9);
  shop_.pass_days(2);
  EXPECT_EQ(refusal(id, 8), "");
  EXPECT_EQ(shop_.pool(id).total, 9);
  EXPECT_EQ(shop_.subscription(id).scheduled_quantity, 8);
}

TEST_F(SetQuantityTest, SchedulesOnlyWhatWillRenew) {
  const SubscriptionId id = shop_.buy(10);
  EXPECT_EQ(refusal(id, 12, When::renewal), "");
  EXPECT_EQ(shop_.subscription(id).scheduled_quantity, 12);
  EXPECT_EQ(shop_.pool(id).total, 10);
  UpdateSubscription off;
  off.subscription = id;
  off.recurring_billing = RecurringBilling::off;
  ASSERT_TRUE(harness_.run(off, shop_.buyer()).has_value());
  EXPECT_FALSE(shop_.subscription(id).scheduled_quantity.has_value());
  EXPECT_EQ(refusal(id, 12, When::renewal), "recurringBillingOff");
}

TEST_F(SetQuantityTest, InvoicesTodayAndChargesAtTheRenewalWhereTheOfferSaysSo) {
  shop_.change_offer([](Offer& offer) { offer.bill_increase = BillIncrease::next_invoice; });
  const SubscriptionId id = shop_.buy(10);
  shop_.pass_days(10);
  const auto quote = shop_.quote(QuoteKind::quantity_change, id, 12);
  ASSERT_TRUE(quote.has_value());
  EXPECT_EQ(quote->charge.due_now.minor, 0);
  const auto changed = shop_.set_quantity(id, 12);
  ASSERT_TRUE(changed.has_value());
  EXPECT_TRUE(changed->attempt.is_nil());
  EXPECT_EQ(shop_.pool(id).total, 12);
  const Invoice invoice = shop_.invoices().back();
  EXPECT_EQ(invoice.status, InvoiceStatus::due);
  EXPECT_EQ(invoice.due_on, shop_.subscription(id).period_end);
  EXPECT_EQ(invoice.due_minor, invoice.total_minor);
  EXPECT_EQ(quote->charge.next_charge->amount.minor,
            invoice.total_minor + shop_.quote(QuoteKind::renewal, id)->charge.total.minor);
  // Given back before it was paid, it is owed no more and nothing goes to the card.
  EXPECT_EQ(refusal(id, 10), "");
  EXPECT_EQ(shop_.invoices()[1].status, InvoiceStatus::paid);
  EXPECT_EQ(shop_.attempts().size(), 1U);
}

TEST_F(SetQuantityTest, SellsNoMoreOfARetiredOffer) {
  const SubscriptionId id = shop_.buy(10);
  shop_.change_offer([](Offer& offer) { offer.is_retired = true; });
  EXPECT_EQ(refusal(id, 11), "offerNotAvailable");
  EXPECT_EQ(refusal(id, 9), "");
}

TEST_F(SetQuantityTest, KeepsTheLimitsOfTheOffer) {
  const SubscriptionId id = shop_.buy(10);
  shop_.change_offer([](Offer& offer) { offer.quantity_max = 11; });
  EXPECT_EQ(refusal(id, 12), "quantityTooLarge");
  EXPECT_EQ(refusal(id, 0), "quantityTooSmall");
  EXPECT_EQ(refusal(id, 11), "");
}

TEST_F(SetQuantityTest, IsThePurchasersAlone) {
  const SubscriptionId id = shop_.buy(10);
  const SetQuantity request{id, {11, std::nullopt}, {}, {}, true};
  const auto admin = harness_.run(request, shop_.world().actor(shop_.world().admin));
  EXPECT_EQ(admin.error().reason, "selfServiceAdminReadOnly");
  const auto colleague = harness_.run(request, shop_.world().actor(shop_.world().colleague));
  EXPECT_EQ(colleague.error().code, ErrorCode::not_found);
  const auto stranger = harness_.run(request, shop_.world().actor(shop_.world().stranger));
  EXPECT_EQ(stranger.error().code, ErrorCode::not_found);
}

TEST_F(SetQuantityTest, RefusesAnotherVersionThanTheOneSeen) {
  const SubscriptionId id = shop_.buy(10);
  const SetQuantity request{id, {11, std::nullopt}, {}, {}, true};
  const auto refused = harness_.run(request, shop_.buyer(), "\"99.1\"");
  EXPECT_EQ(refused.error().reason, "versionMismatch");
  const auto quoted = harness_.run(
      SetQuantity{id, {11, std::nullopt}, Money{1, Currency("EUR")}, {}, true}, shop_.buyer());
  EXPECT_EQ(quoted.error().reason, "priceChanged");
}

TEST_F(SetQuantityTest, GivesTheMoneyBackWhenTheSubscriptionEndedMeanwhile) {
  const SubscriptionId id = shop_.buy(10);
  const auto changed = shop_.set_quantity(id, 12);
  ASSERT_TRUE(changed.has_value());
  // Taken over while the bank was asked.
  store::Needs needs;
  needs.subscriptions.add({shop_.world().org, id});
  store::State state = harness_.load(needs);
  state.subscriptions.change({shop_.world().org, id}).status = SubscriptionStatus::deleted;
  state.merge();
  harness_.save(state);

  const auto settled =
      shop_.settle(changed->attempt, {AttemptStatus::succeeded, "charge-2", "", ""});
  ASSERT_TRUE(settled.has_value());
  ASSERT_EQ(settled->refunds.size(), 1U);
  const Invoice note = shop_.invoices().back();
  EXPECT_EQ(note.total_minor, -shop_.invoices()[1].total_minor);
  EXPECT_EQ(shop_.attempts().back().gateway_reference, "charge-2");
  EXPECT_EQ(shop_.pool(id).total, 10);
}

}  // namespace
}  // namespace perseat::usecases
