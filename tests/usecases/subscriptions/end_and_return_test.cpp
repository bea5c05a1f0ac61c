// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Canceling, reactivating and switching recurring billing.
#include <gtest/gtest.h>

#include "support/buying.h"
#include "usecases/billing_profiles/update_billing_profile.h"
#include "usecases/payment_methods/delete_payment_method.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

class EndAndReturnTest : public testing::Test {
 protected:
  Result<ReactivateSubscription::Output> reactivate(SubscriptionId id) {
    return harness_.run(ReactivateSubscription{id, std::nullopt, {}, true}, shop_.buyer());
  }
  std::string update_refusal(const UpdateSubscription& request, UserId user) {
    const auto updated = harness_.run(request, shop_.world().actor(user));
    return updated ? "" : updated.error().reason;
  }
  UpdateSubscription recurring(SubscriptionId id, RecurringBilling value) {
    UpdateSubscription request;
    request.subscription = id;
    request.recurring_billing = value;
    return request;
  }
  void set_status(SubscriptionId id, SubscriptionStatus status) {
    const Subscription::Key key{shop_.world().org, id};
    store::Needs needs;
    needs.subscriptions.add(key);
    store::State state = harness_.load(needs);
    Subscription& subscription = state.subscriptions.change(key);
    subscription.status = status;
    subscription.status_since = harness_.clock.now();
    state.merge();
    harness_.save(state);
  }
  // Another card of the buyer.
  PaymentMethodId add_card() {
    const PaymentMethod::Key first{shop_.world().org, shop_.world().card};
    store::Needs needs;
    needs.payment_methods.add(first);
    PaymentMethod card = harness_.load(needs).payment_methods.get(first);
    card.id = harness_.new_id<PaymentMethodId>();
    card.gateway_token = "pm_other";
    harness_.insert([&](store::State& state) { state.payment_methods.add(card); });
    return card.id;
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

TEST_F(EndAndReturnTest, CancelingDisablesAtOnceAndGivesTheDaysBack) {
  // 28 days of 20.00, canceled on the third day: 1.43 stays, 18.57 goes back.
  harness_.clock.set(*parse_instant("2026-02-01T10:00:00Z"));
  harness_.insert([&](store::State& state) {
    state.prices.add({harness_.new_id<PriceId>(), shop_.world().monthly, "DE", Currency("EUR"),
                      "20.00", false, *parse_instant("2026-01-01T00:00:00Z")});
    state.tax_rates.add({"DE//standard/1", "DE", "", "standard", "0", Date{1}});
  });
  const SubscriptionId id = shop_.buy(1);
  shop_.pass_days(2);
  const auto quote = shop_.quote(QuoteKind::cancellation, id);
  ASSERT_TRUE(quote.has_value());
  const auto canceled = shop_.cancel(id);
  ASSERT_TRUE(canceled.has_value()) << canceled.error().detail;
  EXPECT_EQ(canceled->refund.minor, 1857);
  EXPECT_EQ(quote->charge.refund.minor, 1857);
  const Subscription disabled = shop_.subscription(id);
  EXPECT_EQ(disabled.status, SubscriptionStatus::disabled);
  EXPECT_EQ(disabled.cancel_reason, CancelReason::no_longer_needed);
  EXPECT_FALSE(disabled.renews_at.has_value());
  // Ninety days from 3 February: on 4 May it is deleted.
  EXPECT_EQ(format_instant(*disabled.next_lifecycle_at), "2026-05-03T22:00:00.000Z");
  EXPECT_EQ(shop_.attempts().back().amount_minor, 1857);
  EXPECT_EQ(shop_.orders().back().kind, OrderKind::cancellation);
  EXPECT_EQ(shop_.orders().back().total_minor, -1857);
  EXPECT_EQ(shop_.cancel(id).error().reason, "alreadyCanceled");
}

TEST_F(EndAndReturnTest, CancelingFollowsTheOffersRefund) {
  shop_.change_offer([](Offer& offer) { offer.cancel_refund = CancelRefund::window; });
  const SubscriptionId early = shop_.buy(1);
  const SubscriptionId late = shop_.buy(1);
  shop_.pass_days(2);
  EXPECT_GT(shop_.cancel(early)->refund.minor, 0);
  shop_.pass_days(2);
  EXPECT_EQ(shop_.quote(QuoteKind::cancellation, late)->charge.refund.minor, 0);
  const auto canceled = shop_.cancel(late);
  ASSERT_TRUE(canceled.has_value());
  EXPECT_EQ(canceled->refund.minor, 0);
  EXPECT_EQ(shop_.subscription(late).status, SubscriptionStatus::disabled);
}

TEST_F(EndAndReturnTest, AddedSeatsDoNotOpenTheWindowOfTheRefundAgain) {
  shop_.change_offer([](Offer& offer) { offer.cancel_refund = CancelRefund::window; });
  const SubscriptionId early = shop_.buy(10);
  const SubscriptionId late = shop_.buy(10);
  shop_.pass_days(2);
  shop_.change_to(early, 11);
  EXPECT_GT(shop_.cancel(early)->refund.minor, 0);
  shop_.pass_days(8);
  shop_.change_to(late, 11);
  EXPECT_EQ(shop_.cancel(late)->refund.minor, 0);
}

TEST_F(EndAndReturnTest, CancelingCountsFeedbackInCharacters) {
  const SubscriptionId id = shop_.buy(1);
  std::string feedback;
  for (int i = 0; i < 2'000; ++i) feedback += "한";
  CancelSubscription request{id, CancelReason::other, feedback + "!", {}};
  EXPECT_EQ(harness_.run(request, shop_.buyer()).error().reason, "tooLong");
  request.feedback = "Charged twice,\nmy card is 4242 4242 4242 4242";
  EXPECT_EQ(harness_.run(request, shop_.buyer()).error().reason, "cardDataRefused");
  request.feedback = feedback;
  EXPECT_TRUE(harness_.run(request, shop_.buyer()).has_value());
}

TEST_F(EndAndReturnTest, CancelingLeavesOtherSubscriptionsOfTheProductAlone) {
  const SubscriptionId first = shop_.buy(5);
  const SubscriptionId second = shop_.buy(8);
  ASSERT_TRUE(shop_.cancel(first).has_value());
  EXPECT_EQ(shop_.subscription(second).status, SubscriptionStatus::active);
  EXPECT_EQ(shop_.pool(second).total, 8);
}

TEST_F(EndAndReturnTest, ReactivatesWithinTheDaysOfBeingDisabled) {
  const SubscriptionId id = shop_.buy(3);
  shop_.assign(id, 2);
  ASSERT_TRUE(shop_.cancel(id).has_value());
  shop_.pass_days(89);
  const auto quote = shop_.quote(QuoteKind::reactivation, id);
  ASSERT_TRUE(quote.has_value()) << quote.error().detail;
  const auto asked = reactivate(id);
  ASSERT_TRUE(asked.has_value()) << asked.error().detail;
  EXPECT_EQ(shop_.subscription(id).status, SubscriptionStatus::disabled);
  shop_.pay(asked->attempt);
  const Subscription active = shop_.subscription(id);
  EXPECT_EQ(active.status, SubscriptionStatus::active);
  EXPECT_EQ(active.recurring_billing, RecurringBilling::on);
  EXPECT_FALSE(active.cancel_reason.has_value());
  EXPECT_EQ(format_date(active.period_start), "2026-04-14");
  EXPECT_EQ(active.anchor_day, 14);
  EXPECT_EQ(shop_.pool(id).total, 3);
  EXPECT_EQ(shop_.pool(id).assigned, 2);
  EXPECT_EQ(shop_.invoices().back().total_minor, quote->charge.total.minor);
  EXPECT_EQ(reactivate(id).error().reason, "alreadyActive");
}

TEST_F(EndAndReturnTest, NeverReactivatesWhatIsDeleted) {
  const SubscriptionId id = shop_.buy(3);
  ASSERT_TRUE(shop_.cancel(id).has_value());
  shop_.pass_days(91);
  // Also when nobody came to delete it yet.
  EXPECT_EQ(reactivate(id).error().reason, "subscriptionDeleted");
  set_status(id, SubscriptionStatus::deleted);
  EXPECT_EQ(reactivate(id).error().reason, "subscriptionDeleted");
}

TEST_F(EndAndReturnTest, CountsTheDaysOfBeingExpiredAndOfBeingDisabled) {
  const SubscriptionId back = shop_.buy(1);
  const SubscriptionId gone = shop_.buy(1);
  const Subscription active = shop_.subscription(back);
  for (const SubscriptionId id : {back, gone}) {
    const Subscription::Key key{shop_.world().org, id};
    store::Needs needs;
    needs.subscriptions.add(key);
    store::State state = harness_.load(needs);
    Subscription& expired = state.subscriptions.change(key);
    // As the end of the term will leave it: until 17 March it can be used.
    enter_status(expired, SubscriptionStatus::expired, *active.expires_at);
    set_dates(expired, "Europe/Berlin", {});
    state.merge();
    harness_.save(state);
  }
  EXPECT_EQ(format_instant(*shop_.subscription(back).next_lifecycle_at),
            "2026-03-16T23:00:00.000Z");
  harness_.clock.set(*parse_instant("2026-06-14T21:00:00Z"));
  EXPECT_TRUE(reactivate(back).has_value()) << "disabled since 17 March, for 90 days";
  harness_.clock.set(*parse_instant("2026-06-14T22:00:00Z"));
  EXPECT_EQ(reactivate(gone).error().reason, "subscriptionDeleted");
}

TEST_F(EndAndReturnTest, ReactivatesWithAnotherCardThatPaysFromThenOn) {
  const SubscriptionId id = shop_.buy(3);
  ASSERT_TRUE(shop_.cancel(id).has_value());
  const PaymentMethodId other = add_card();
  const auto asked = harness_.run(ReactivateSubscription{id, other, {}, true}, shop_.buyer());
  ASSERT_TRUE(asked.has_value()) << asked.error().detail;
  shop_.decline(asked->attempt);
  EXPECT_EQ(shop_.subscription(id).status, SubscriptionStatus::disabled);
  UpdateBillingProfile as_backup;
  as_backup.profile = shop_.subscription(id).profile;
  as_backup.update.backup_payment_method = other;
  ASSERT_TRUE(harness_.run(as_backup, shop_.buyer()).has_value());
  const auto again = harness_.run(ReactivateSubscription{id, other, {}, true}, shop_.buyer());
  ASSERT_TRUE(again.has_value());
  shop_.pay(again->attempt);
  store::Needs profile;
  profile.billing_profiles.add({shop_.world().org, shop_.subscription(id).profile});
  harness_.load(profile).billing_profiles.each([&](const BillingProfile& row) {
    EXPECT_EQ(row.payment_method, other);
    EXPECT_TRUE(row.backup_payment_method.is_nil()) << "a card is no backup of itself";
  });
}

TEST_F(EndAndReturnTest, KeepsTheCardThatMayBringItBack) {
  const SubscriptionId id = shop_.buy(3);
  ASSERT_TRUE(shop_.cancel(id).has_value());
  const PaymentMethodId other = add_card();
  const DeletePaymentMethod remove{other};
  const auto asked = harness_.run(ReactivateSubscription{id, other, {}, true}, shop_.buyer());
  ASSERT_TRUE(asked.has_value());
  EXPECT_EQ(harness_.run(remove, shop_.buyer()).error().reason, "paymentPending");
  shop_.decline(asked->attempt);
  EXPECT_TRUE(harness_.run(remove, shop_.buyer()).has_value());
}

TEST_F(EndAndReturnTest, SwitchesRecurringBillingOnlyWhileActive) {
  const SubscriptionId id = shop_.buy(3);
  EXPECT_EQ(update_refusal(recurring(id, RecurringBilling::off), shop_.world().buyer), "");
  const Subscription off = shop_.subscription(id);
  EXPECT_FALSE(off.renews_at.has_value());
  EXPECT_EQ(off.next_lifecycle_at, off.expires_at);
  EXPECT_TRUE(shop_.attempts().size() == 1U) << "never a refund";
  EXPECT_EQ(update_refusal(recurring(id, RecurringBilling::once_more), shop_.world().buyer), "");
  EXPECT_TRUE(shop_.subscription(id).renews_at.has_value());
  ASSERT_TRUE(shop_.cancel(id).has_value());
  EXPECT_EQ(update_refusal(recurring(id, RecurringBilling::on), shop_.world().buyer),
            "subscriptionDisabled");
}

TEST_F(EndAndReturnTest, LetsAdminsStopTheRenewalAndNothingElse) {
  const SubscriptionId id = shop_.buy(3);
  UpdateSubscription nickname;
  nickname.subscription = id;
  nickname.nickname = "Team";
  EXPECT_EQ(update_refusal(nickname, shop_.world().admin), "selfServiceAdminReadOnly");
  EXPECT_EQ(update_refusal(recurring(id, RecurringBilling::once_more), shop_.world().admin),
            "selfServiceAdminReadOnly");
  EXPECT_EQ(update_refusal(recurring(id, RecurringBilling::off), shop_.world().admin), "");
  EXPECT_EQ(update_refusal(nickname, shop_.world().buyer), "");
  EXPECT_EQ(shop_.subscription(id).nickname, "Team");
  EXPECT_EQ(update_refusal(UpdateSubscription{id, {}, {}, {}, {}, {}}, shop_.world().buyer),
            "nothingToChange");
}

TEST_F(EndAndReturnTest, ChangesTheFrequencyFromTheRenewalOn) {
  const SubscriptionId id = shop_.buy(3);
  UpdateSubscription request;
  request.subscription = id;
  request.billing_frequency = Term::yearly;
  EXPECT_EQ(update_refusal(request, shop_.world().buyer), "");
  EXPECT_EQ(shop_.subscription(id).scheduled_term, Term::yearly);
  EXPECT_EQ(shop_.subscription(id).term, Term::monthly);
  const auto renewal = shop_.quote(QuoteKind::renewal, id);
  ASSERT_TRUE(renewal.has_value()) << renewal.error().detail;
  EXPECT_EQ(renewal->charge.net.minor, 36000);
  request.billing_frequency = Term::monthly;
  EXPECT_EQ(update_refusal(request, shop_.world().buyer), "");
  EXPECT_FALSE(shop_.subscription(id).scheduled_term.has_value());
}

TEST_F(EndAndReturnTest, MovesOnlyToOwnBillingProfiles) {
  const SubscriptionId first = shop_.buy(3);
  const SubscriptionId second = shop_.buy(1);
  UpdateSubscription request;
  request.subscription = first;
  request.profile = harness_.new_id<BillingProfileId>();
  EXPECT_EQ(update_refusal(request, shop_.world().buyer), "billingProfileNotFound");
  request.profile = shop_.subscription(second).profile;
  EXPECT_EQ(update_refusal(request, shop_.world().buyer), "");
  EXPECT_EQ(shop_.subscription(first).profile, shop_.subscription(second).profile);
  // What is invoiced from now on goes on counting there.
  shop_.change_to(first, 4);
  EXPECT_TRUE(shop_.invoices().back().number.ends_with("-0002"));
}

}  // namespace
}  // namespace perseat::usecases
