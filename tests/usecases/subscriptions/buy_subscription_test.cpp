// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Buying: who may, what it costs, and what stands in the database before and after the payment.
#include "usecases/subscriptions/buy_subscription.h"

#include <gtest/gtest.h>

#include "support/buying.h"
#include "usecases/users/update_user.h"

namespace perseat::usecases {
namespace {

class BuySubscriptionTest : public testing::Test {
 protected:
  [[nodiscard]] std::string refusal(const BuySubscription& request, UserId user) {
    const auto bought = harness_.run(request, shop_.world().actor(user));
    return bought ? "" : bought.error().reason;
  }
  [[nodiscard]] std::string refusal(const BuySubscription& request) {
    return refusal(request, shop_.world().buyer);
  }
  void set_policy(ProductId product, SelfServicePolicy value) {
    harness_.insert([&](store::State& state) {
      state.policies.add({shop_.world().org, product, value, harness_.clock.now(), {}, 1});
    });
  }
  void change_product(const std::function<void(Product&)>& change) {
    store::Needs needs;
    needs.products.add(shop_.world().product);
    store::State state = harness_.load(needs);
    change(state.products.change(shop_.world().product));
    state.merge();
    harness_.save(state);
  }
  void change_card(const std::function<void(PaymentMethod&)>& change) {
    const PaymentMethod::Key key{shop_.world().org, shop_.world().card};
    store::Needs needs;
    needs.payment_methods.add(key);
    store::State state = harness_.load(needs);
    change(state.payment_methods.change(key));
    state.merge();
    harness_.save(state);
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

TEST_F(BuySubscriptionTest, KeepsTheSeatsClosedUntilTheyArePaid) {
  const auto bought = harness_.run(shop_.purchase(4), shop_.buyer());
  ASSERT_TRUE(bought.has_value()) << bought.error().detail;
  ASSERT_FALSE(bought->attempt.is_nil());
  const Subscription pending = shop_.subscription(bought->subscription);
  EXPECT_EQ(pending.status, SubscriptionStatus::pending_payment);
  EXPECT_EQ(pending.pending_attempt, bought->attempt);
  EXPECT_EQ(shop_.pool(bought->subscription).total, 0);
  ASSERT_EQ(shop_.invoices().size(), 1U);
  EXPECT_EQ(shop_.invoices()[0].status, InvoiceStatus::pending);
  EXPECT_EQ(shop_.invoices()[0].number, "");
  // 4 * 12.50 and 19 % on it.
  EXPECT_EQ(shop_.attempts()[0].amount_minor, 5950);

  shop_.pay(bought->attempt);
  const Subscription active = shop_.subscription(bought->subscription);
  EXPECT_EQ(active.status, SubscriptionStatus::active);
  EXPECT_EQ(active.quantity, 4);
  EXPECT_EQ(shop_.pool(bought->subscription).total, 4);
  EXPECT_FALSE(active.pending_attempt.has_value());
  EXPECT_EQ(format_date(active.period_start), "2026-01-15");
  EXPECT_EQ(format_date(active.period_end), "2026-02-15");
  // Midnight in Berlin.
  EXPECT_EQ(format_instant(*active.renews_at), "2026-02-14T23:00:00.000Z");
  EXPECT_FALSE(active.next_lifecycle_at.has_value());
  const Invoice invoice = shop_.invoices()[0];
  EXPECT_EQ(invoice.status, InvoiceStatus::paid);
  EXPECT_EQ(invoice.net_minor, 5000);
  EXPECT_EQ(invoice.tax_minor, 950);
  EXPECT_EQ(invoice.due_minor, 0);
  EXPECT_TRUE(invoice.number.ends_with("-0001"));
  ASSERT_EQ(shop_.orders().size(), 1U);
  EXPECT_EQ(shop_.orders()[0].quantity_after, 4);
  EXPECT_EQ(shop_.orders()[0].total_minor, 5950);
  EXPECT_EQ(shop_.orders()[0].actor, shop_.world().buyer);
}

TEST_F(BuySubscriptionTest, IsOffWhenTheBankDeclines) {
  const auto bought = harness_.run(shop_.purchase(4), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  shop_.decline(bought->attempt);
  EXPECT_EQ(shop_.subscription(bought->subscription).status, SubscriptionStatus::deleted);
  EXPECT_EQ(shop_.invoices()[0].status, InvoiceStatus::abandoned);
  EXPECT_EQ(shop_.invoices()[0].number, "");
  EXPECT_TRUE(shop_.orders().empty());
  // The next one gets the first number of its series all the same.
  const SubscriptionId second = shop_.buy(1);
  EXPECT_EQ(shop_.subscription(second).status, SubscriptionStatus::active);
  EXPECT_TRUE(shop_.invoices()[1].number.ends_with("-0001"));
}

TEST_F(BuySubscriptionTest, SettlesOnceHoweverOftenTheGatewayTells) {
  const auto bought = harness_.run(shop_.purchase(2), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  shop_.pay(bought->attempt);
  shop_.pay(bought->attempt);
  shop_.decline(bought->attempt);
  EXPECT_EQ(shop_.orders().size(), 1U);
  EXPECT_EQ(shop_.invoices().size(), 1U);
  EXPECT_EQ(shop_.subscription(bought->subscription).status, SubscriptionStatus::active);
}

TEST_F(BuySubscriptionTest, WaitsForTheBuyerToConfirm) {
  const auto bought = harness_.run(shop_.purchase(2), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  const auto waiting = shop_.settle(bought->attempt, {AttemptStatus::needs_action, "charge-1", "",
                                                      "https://bank.example.test/confirm"});
  ASSERT_TRUE(waiting.has_value());
  EXPECT_EQ(shop_.attempts()[0].next_action_url, "https://bank.example.test/confirm");
  EXPECT_EQ(shop_.subscription(bought->subscription).status, SubscriptionStatus::pending_payment);
  // Midnight passes: the month begins on the day on which it was paid.
  shop_.pass_days(1);
  shop_.pay(bought->attempt);
  const Subscription active = shop_.subscription(bought->subscription);
  EXPECT_EQ(format_date(active.period_start), "2026-01-16");
  EXPECT_EQ(active.anchor_day, 16);
  EXPECT_EQ(shop_.lines(shop_.invoices()[0].id)[0].service_end, active.period_end);
}

TEST_F(BuySubscriptionTest, RenewsNothingForWhoLeftWhileTheBankWasAsked) {
  const auto bought = harness_.run(shop_.purchase(2), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  UpdateUser leave;
  leave.user = shop_.world().buyer;
  leave.state = UserState::disabled;
  const Actor admin = shop_.world().actor(shop_.world().admin);
  ASSERT_TRUE(harness_.run(leave, admin).has_value());
  shop_.pay(bought->attempt);
  const Subscription active = shop_.subscription(bought->subscription);
  EXPECT_EQ(active.status, SubscriptionStatus::active);
  EXPECT_EQ(active.recurring_billing, RecurringBilling::off);
  EXPECT_FALSE(active.renews_at.has_value());
  EXPECT_EQ(active.next_lifecycle_at, active.expires_at);
}

TEST_F(BuySubscriptionTest, QuotesWhatItCharges) {
  CreateQuote request;
  request.offer = shop_.world().monthly;
  request.quantity = 7;
  const auto quote = harness_.run(request, shop_.buyer());
  ASSERT_TRUE(quote.has_value()) << quote.error().detail;
  const SubscriptionId bought = shop_.buy(7);
  EXPECT_EQ(quote->charge.total.minor, shop_.invoices()[0].total_minor);
  EXPECT_EQ(quote->charge.due_now.minor, shop_.attempts()[0].amount_minor);
  EXPECT_EQ(quote->charge.next_charge->date, shop_.subscription(bought).period_end);
  EXPECT_EQ(quote->charge.next_charge->amount.minor, shop_.invoices()[0].total_minor);
  EXPECT_EQ(format_instant(quote->expires_at), "2026-01-15T23:00:00.000Z");
  EXPECT_EQ(quote->descriptions.at(0), "Chart Studio");
}

TEST_F(BuySubscriptionTest, RefusesWhoMayNotBuy) {
  EXPECT_EQ(refusal(shop_.purchase(1), shop_.world().guest), "guestAccount");
  BuySubscription foreign = shop_.purchase(1);
  EXPECT_EQ(refusal(foreign, shop_.world().colleague), "paymentMethodNotFound");
  BuySubscription central = shop_.purchase(1);
  central.wish.is_central = true;
  EXPECT_EQ(refusal(central), "roleRequired");
}

TEST_F(BuySubscriptionTest, RefusesWhatIsNotSoldLikeThis) {
  EXPECT_EQ(refusal(shop_.purchase(0)), "quantityTooSmall");
  EXPECT_EQ(refusal(shop_.purchase(100'001)), "quantityTooLarge");
  BuySubscription unknown = shop_.purchase(1);
  unknown.wish.offer = harness_.new_id<OfferId>();
  EXPECT_EQ(refusal(unknown), "offerNotFound");
  BuySubscription trial = shop_.purchase(1);
  trial.wish = {shop_.world().yearly, 1, true, false};
  EXPECT_EQ(refusal(trial), "trialNotOffered");
  BuySubscription elsewhere = shop_.purchase(1);
  elsewhere.profile = harness_.new_id<BillingProfileId>();
  EXPECT_EQ(refusal(elsewhere), "conflictingFields");
  BuySubscription outdated = shop_.purchase(1);
  outdated.expected_total = Money{1487, Currency("EUR")};
  EXPECT_EQ(refusal(outdated), "priceChanged");
  outdated.expected_total = Money{1488, Currency("EUR")};
  EXPECT_EQ(refusal(outdated), "");
  shop_.change_offer([](Offer& offer) { offer.is_retired = true; });
  EXPECT_EQ(refusal(shop_.purchase(1)), "offerNotAvailable");
}

TEST_F(BuySubscriptionTest, AsksTheProductForTheCountry) {
  change_product([](Product& product) { product.excluded_countries = "BR DE"; });
  EXPECT_EQ(refusal(shop_.purchase(1)), "countryExcluded");
  change_product([](Product& product) {
    product.excluded_countries = "";
    product.is_self_service = false;
  });
  EXPECT_EQ(refusal(shop_.purchase(1)), "productNotSelfService");
}

TEST_F(BuySubscriptionTest, RefusesCardsThatCannotPay) {
  BuySubscription without = shop_.purchase(1);
  without.payment_method.reset();
  EXPECT_EQ(refusal(without), "paymentMethodRequired");
  change_card([](PaymentMethod& card) { card.issuing_country = "US"; });
  EXPECT_EQ(refusal(shop_.purchase(1)), "cardCountryMismatch");
  change_card([](PaymentMethod& card) {
    card.issuing_country = "DE";
    card.expiry_year = 2025;
  });
  EXPECT_EQ(refusal(shop_.purchase(1)), "paymentMethodNotUsable");
  change_card([](PaymentMethod& card) { card.deleted_at = Instant{1}; });
  EXPECT_EQ(refusal(shop_.purchase(1)), "paymentMethodNotFound");
}

TEST_F(BuySubscriptionTest, FollowsTheOrganizationsPolicyFromThenOn) {
  const SubscriptionId before = shop_.buy(1);
  set_policy(ProductId{}, SelfServicePolicy::disabled);
  EXPECT_EQ(refusal(shop_.purchase(1)), "policyDisabled");
  // What was bought before goes on as it was.
  shop_.change_to(before, 3);
  EXPECT_EQ(shop_.subscription(before).quantity, 3);
  // The word on the product itself counts more.
  set_policy(shop_.world().product, SelfServicePolicy::enabled);
  EXPECT_EQ(refusal(shop_.purchase(1)), "");
}

TEST_F(BuySubscriptionTest, LetsOnlyTrialsWithoutCardThroughWhereThePolicySaysSo) {
  set_policy(shop_.world().product, SelfServicePolicy::only_trials_without_payment_method);
  BuySubscription trial = shop_.purchase(5);
  trial.wish.is_trial = true;
  EXPECT_EQ(refusal(trial), "policyOnlyTrials");
  shop_.change_offer([](Offer& offer) { offer.trial_needs_card = false; });
  EXPECT_EQ(refusal(trial), "conflictingFields");
  trial.payment_method.reset();
  EXPECT_EQ(refusal(trial), "");
  EXPECT_EQ(refusal(trial), "trialUsed");
  EXPECT_EQ(refusal(shop_.purchase(1)), "policyOnlyTrials");
}

TEST_F(BuySubscriptionTest, BeginsATrialAtOnceAndForNothing) {
  BuySubscription trial = shop_.purchase(5);
  trial.wish.is_trial = true;
  const auto begun = harness_.run(trial, shop_.buyer());
  ASSERT_TRUE(begun.has_value()) << begun.error().detail;
  EXPECT_TRUE(begun->attempt.is_nil());
  const Subscription subscription = shop_.subscription(begun->subscription);
  EXPECT_EQ(subscription.status, SubscriptionStatus::trial);
  EXPECT_EQ(format_date(subscription.period_end), "2026-02-14");
  // Its card pays from then on.
  EXPECT_EQ(format_instant(*subscription.renews_at), "2026-02-13T23:00:00.000Z");
  EXPECT_EQ(shop_.pool(begun->subscription).total, 5);
  EXPECT_TRUE(shop_.invoices().empty());
  EXPECT_EQ(shop_.orders()[0].kind, OrderKind::trial);
  EXPECT_EQ(shop_.set_quantity(begun->subscription, 6).error().reason, "buyTrialFirst");
}

TEST_F(BuySubscriptionTest, TakesTheNewestPriceThatHoldsForTheCountry) {
  const auto add_price = [&](const std::string& country, const std::string& currency,
                             const std::string& price, const std::string& from) {
    harness_.insert([&](store::State& state) {
      state.prices.add({harness_.new_id<PriceId>(), shop_.world().monthly, country,
                        Currency(currency), price, false, *parse_instant(from)});
    });
  };
  const auto total = [&] {
    CreateQuote request;
    request.offer = shop_.world().monthly;
    request.quantity = 1;
    return harness_.run(request, shop_.buyer())->charge.net.minor;
  };
  add_price("", "USD", "1.00", "2026-01-01T00:00:00Z");
  add_price("FR", "EUR", "2.00", "2026-01-01T00:00:00Z");
  add_price("", "EUR", "3.00", "2026-02-01T00:00:00Z");
  EXPECT_EQ(total(), 1250);
  add_price("", "EUR", "13.00", "2026-01-10T00:00:00Z");
  EXPECT_EQ(total(), 1300);
  add_price("DE", "EUR", "11.00", "2025-06-01T00:00:00Z");
  EXPECT_EQ(total(), 1100);
}

TEST_F(BuySubscriptionTest, LetsAdminsBuyForTheOrganizationWhateverThePolicy) {
  set_policy(ProductId{}, SelfServicePolicy::disabled);
  change_card([&](PaymentMethod& card) { card.owner = shop_.world().admin; });
  BuySubscription central = shop_.purchase(3);
  central.wish.is_central = true;
  const auto bought = harness_.run(central, shop_.world().actor(shop_.world().admin));
  ASSERT_TRUE(bought.has_value()) << bought.error().detail;
  shop_.pay(bought->attempt);
  const Subscription subscription = shop_.subscription(bought->subscription);
  EXPECT_EQ(subscription.scope, ManagementScope::organization);
  // A second one on the same profile: its invoice goes on counting.
  central.payment_method.reset();
  central.profile = subscription.profile;
  const auto second = harness_.run(central, shop_.world().actor(shop_.world().admin));
  ASSERT_TRUE(second.has_value()) << second.error().detail;
  shop_.pay(second->attempt);
  EXPECT_TRUE(shop_.invoices()[1].number.ends_with("-0002"));
  // Renewals are charged to the profile's own card, whatever pays today.
  harness_.change([&](store::State& state) {
    store::Needs needs;
    needs.billing_profiles.add({shop_.world().org, subscription.profile});
    state = harness_.load(needs);
    state.billing_profiles.change({shop_.world().org, subscription.profile}).payment_method = {};
  });
  central.payment_method = shop_.world().card;
  EXPECT_EQ(refusal(central, shop_.world().admin), "paymentMethodRequired");
}

TEST_F(BuySubscriptionTest, QuotesWhatTheOrganizationIsCharged) {
  change_product([](Product& product) { product.is_self_service = false; });
  change_card([&](PaymentMethod& card) { card.owner = shop_.world().admin; });
  const Actor admin = shop_.world().actor(shop_.world().admin);
  CreateQuote request;
  request.offer = shop_.world().monthly;
  request.quantity = 7;
  EXPECT_EQ(harness_.run(request, admin).error().reason, "productNotSelfService");
  request.is_central = true;
  EXPECT_EQ(harness_.run(request, shop_.buyer()).error().reason, "roleRequired");
  const auto quote = harness_.run(request, admin);
  ASSERT_TRUE(quote.has_value()) << quote.error().detail;
  BuySubscription central = shop_.purchase(7);
  central.wish.is_central = true;
  central.expected_total = quote->charge.total;
  const auto bought = harness_.run(central, admin);
  ASSERT_TRUE(bought.has_value()) << bought.error().detail;
  EXPECT_EQ(shop_.attempts()[0].amount_minor, quote->charge.due_now.minor);
  shop_.pay(bought->attempt);

  // What is bought is quoted to admins as well, and the offer is no part of it.
  CreateQuote change;
  change.kind = QuoteKind::quantity_change;
  change.subscription = bought->subscription;
  change.quantity = 9;
  const auto more = harness_.run(change, admin);
  ASSERT_TRUE(more.has_value()) << more.error().detail;
  EXPECT_EQ(more->charge.net.minor, 2500);
  change.is_central = true;
  EXPECT_EQ(harness_.run(change, admin).error().reason, "conflictingFields");
}

TEST_F(BuySubscriptionTest, KeepsANewCardWithThePurchase) {
  BuySubscription request = shop_.purchase(1);
  request.payment_method.reset();
  request.new_card =
      BuySubscription::NewCard{{"cus_1", "pm_new", "visa", "1881", 4, 2029, "DE"},
                               {"J WEISS", {"Nebenweg 2", "", "Bonn", "", "53111", "DE"}}};
  const auto bought = harness_.run(request, shop_.world().actor(shop_.world().colleague));
  ASSERT_TRUE(bought.has_value()) << bought.error().detail;
  store::Needs needs;
  needs.payment_methods.add({shop_.world().org, shop_.attempts()[0].payment_method});
  const auto state = harness_.load(needs);
  const PaymentMethod& kept =
      state.payment_methods.get({shop_.world().org, shop_.attempts()[0].payment_method});
  EXPECT_EQ(kept.owner, shop_.world().colleague);
  EXPECT_EQ(kept.last4, "1881");
  EXPECT_EQ(shop_.invoices()[0].bill_to.city, "Bonn");
}

TEST_F(BuySubscriptionTest, KeepsNoMoreCardsThanAPersonMay) {
  harness_.insert([&](store::State& state) {
    for (std::size_t i = 0; i < cards_max; ++i) {
      PaymentMethod card;
      card.org = shop_.world().org;
      card.id = harness_.new_id<PaymentMethodId>();
      card.owner = shop_.world().colleague;
      card.gateway_token = "pm_" + std::to_string(i);
      card.expiry_month = 1;
      card.expiry_year = 2030;
      state.payment_methods.add(card);
    }
  });
  BuySubscription request = shop_.purchase(1);
  request.payment_method.reset();
  request.new_card =
      BuySubscription::NewCard{{"cus_1", "pm_new", "visa", "1881", 4, 2029, "DE"},
                               {"J WEISS", {"Nebenweg 2", "", "Bonn", "", "53111", "DE"}}};
  EXPECT_EQ(refusal(request, shop_.world().colleague), "tooMany");
  // One of those that are kept is no new one.
  request.new_card->card.token = "pm_7";
  EXPECT_EQ(refusal(request, shop_.world().colleague), "");
}

}  // namespace
}  // namespace perseat::usecases
