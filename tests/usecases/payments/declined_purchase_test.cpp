// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is left of a purchase that the bank declined: a trace for whoever asks what happened, and
// nothing that stands in anybody's way.
#include <gtest/gtest.h>

#include <optional>

#include "queries/billing/billing_account.h"
#include "queries/billing/billing_profiles.h"
#include "support/buying.h"
#include "support/invariants.h"
#include "support/json_text.h"
#include "usecases/billing_profiles/replace_profile_payment_method.h"
#include "usecases/billing_profiles/update_billing_profile.h"
#include "usecases/payment_methods/delete_payment_method.h"
#include "usecases/roles/create_role_assignment.h"

namespace perseat::usecases {
namespace {

class DeclinedPurchase : public testing::Test {
 protected:
  ~DeclinedPurchase() override { test::expect_consistent(harness_); }

  // A purchase whose charge is under way.
  BuySubscription::Output ask(const BuySubscription& request, const Actor& actor) {
    harness_.clock.advance_ms(second_ms);
    const auto bought = harness_.run(request, actor);
    EXPECT_TRUE(bought.has_value()) << bought.error().detail;
    return bought.value();
  }
  BuySubscription::Output ask() { return ask(shop_.purchase(2), shop_.buyer()); }
  [[nodiscard]] BillingProfileId profile_of(const BuySubscription::Output& bought) {
    return shop_.subscription(bought.subscription).profile;
  }
  [[nodiscard]] BillingProfile kept(BillingProfileId id) {
    store::Needs needs;
    needs.billing_profiles.add({shop_.world().org, id});
    return harness_.load(needs).billing_profiles.get({shop_.world().org, id});
  }
  [[nodiscard]] std::int64_t listed(const Actor& actor) {
    const test::JsonText page(queries::list_billing_profiles(harness_.reader(), actor, {50, ""}));
    return static_cast<std::int64_t>(page.at("items").size());
  }
  [[nodiscard]] bool is_shown(BillingProfileId id, const Actor& actor) {
    return queries::show_billing_profile(harness_.reader(), actor, id).has_value();
  }
  [[nodiscard]] Actor admin() const {
    Actor actor = shop_.world().actor(shop_.world().admin);
    actor.roles.push_back({Role::billing_account_owner, {}});
    return actor;
  }
  // A purchase for the organization with a card of the admin, on a profile if one is named.
  [[nodiscard]] BuySubscription central_purchase(std::optional<BillingProfileId> profile = {}) {
    BuySubscription request = shop_.purchase(1);
    request.wish.is_central = true;
    request.payment_method.reset();
    request.profile = profile;
    request.new_card = BuySubscription::NewCard{
        {"cus_2", "pm_" + harness_.new_id<AttemptId>().text(), "visa", "1881", 4, 2029, "DE"},
        {"A ADMIN", {"Nebenweg 2", "", "Bonn", "", "53111", "DE"}}};
    return request;
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

TEST_F(DeclinedPurchase, LeavesNoBillingProfileBehind) {
  const auto bought = ask();
  const BillingProfileId profile = profile_of(bought);
  EXPECT_EQ(listed(shop_.buyer()), 1) << "its charge may still succeed";
  shop_.decline(bought.attempt);
  EXPECT_EQ(listed(shop_.buyer()), 0);
  EXPECT_EQ(listed(admin()), 0);
  EXPECT_FALSE(is_shown(profile, shop_.buyer()));
  EXPECT_TRUE(kept(profile).payment_method.is_nil());
  EXPECT_FALSE(queries::show_billing_account(harness_.reader(), shop_.buyer()).has_value())
      << "who owns no profile has no part in the billing account";
  // Its series of invoice numbers is nobody's.
  const std::string series = kept(profile).invoice_series;
  EXPECT_EQ(series, "");
}

TEST_F(DeclinedPurchase, CanBeMadeAgain) {
  for (int i = 0; i < 3; ++i) shop_.decline(ask().attempt);
  const auto bought = ask();
  shop_.pay(bought.attempt);
  EXPECT_EQ(listed(shop_.buyer()), 1);
  EXPECT_TRUE(is_shown(profile_of(bought), shop_.buyer()));
}

TEST_F(DeclinedPurchase, HoldsNoCard) {
  const auto bought = ask();
  const DeletePaymentMethod remove{shop_.world().card};
  EXPECT_EQ(harness_.run(remove, shop_.buyer()).error().reason, "paymentMethodInUse");
  shop_.decline(bought.attempt);
  EXPECT_TRUE(harness_.run(remove, shop_.buyer()).has_value());
}

TEST_F(DeclinedPurchase, ClosesItsProfileForEverybody) {
  const auto bought = ask(central_purchase(), admin());
  const BillingProfileId profile = profile_of(bought);
  shop_.decline(bought.attempt);
  BillingProfileUpdate rename;
  rename.name = "Design";
  EXPECT_EQ(harness_.run(UpdateBillingProfile{profile, rename}, admin()).error().reason,
            "notFound");
  const PaymentMethodId card = shop_.attempts().back().payment_method;
  EXPECT_EQ(harness_.run(ReplaceProfilePaymentMethod{profile, card, false}, admin()).error().reason,
            "notFound");
  EXPECT_EQ(harness_.run(central_purchase(profile), admin()).error().reason,
            "billingProfileNotFound");
  const CreateRoleAssignment grant{shop_.world().colleague, Role::invoice_manager, profile};
  EXPECT_EQ(harness_.run(grant, admin()).error().reason, "billingProfileNotFound");
  const SubscriptionId other = shop_.buy(1);
  UpdateSubscription move;
  move.subscription = other;
  move.profile = profile;
  EXPECT_EQ(harness_.run(move, shop_.buyer()).error().reason, "billingProfileNotFound");
}

TEST_F(DeclinedPurchase, LeavesTheProfileThatTheAdminChose) {
  const auto first = ask(central_purchase(), admin());
  shop_.pay(first.attempt);
  const BillingProfileId profile = profile_of(first);
  const PaymentMethodId card = kept(profile).payment_method;
  shop_.decline(ask(central_purchase(profile), admin()).attempt);
  EXPECT_TRUE(is_shown(profile, admin()));
  EXPECT_EQ(kept(profile).payment_method, card);
}

TEST_F(DeclinedPurchase, LeavesTheProfileThatSomethingElseIsBilledToByNow) {
  const SubscriptionId other = shop_.buy(1);
  const auto bought = ask();
  const BillingProfileId profile = profile_of(bought);
  UpdateSubscription move;
  move.subscription = other;
  move.profile = profile;
  ASSERT_TRUE(harness_.run(move, shop_.buyer()).has_value());
  shop_.decline(bought.attempt);
  EXPECT_TRUE(is_shown(profile, shop_.buyer()));
  EXPECT_EQ(kept(profile).payment_method, shop_.world().card);
}

TEST_F(DeclinedPurchase, OfMoreSeatsLeavesTheProfile) {
  const SubscriptionId subscription = shop_.buy(2);
  const auto more = shop_.set_quantity(subscription, 3);
  ASSERT_TRUE(more.has_value());
  shop_.decline(more->attempt);
  EXPECT_EQ(listed(shop_.buyer()), 1);
}

}  // namespace
}  // namespace perseat::usecases
