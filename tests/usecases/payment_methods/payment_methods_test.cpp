// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/samples.h"
#include "usecases/payment_methods/add_payment_method.h"
#include "usecases/payment_methods/delete_payment_method.h"
#include "usecases/payment_methods/update_payment_method.h"

namespace perseat::usecases {
namespace {

const Address buyer_address{"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};

class PaymentMethods : public testing::Test {
 protected:
  [[nodiscard]] AddPaymentMethod new_card(const std::string& token = "pm_new") const {
    return {{"cus_1", token, "visa", "4242", 12, 2030, "DE"}, {" B Kim ", buyer_address}};
  }
  [[nodiscard]] Actor buyer() const { return world.actor(world.buyer); }
  [[nodiscard]] PaymentMethod kept(PaymentMethodId id) {
    store::Needs needs;
    needs.payment_methods.add({world.org, id});
    return harness.load(needs).payment_methods.get({world.org, id});
  }
  void set_status(SubscriptionId id, SubscriptionStatus status) {
    store::Needs needs;
    needs.subscriptions.add({world.org, id});
    store::State state = harness.load(needs);
    Subscription row = state.subscriptions.get({world.org, id});
    harness.change([&](store::State& all) {
      all.subscriptions.expect(row.key());
      all.subscriptions.put_loaded(row);
      all.subscriptions.change(row.key()).status = status;
    });
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
};

TEST_F(PaymentMethods, AnAddedCardIsKeptWithoutPayingForAnything) {
  const auto added = harness.run(new_card(), buyer());
  ASSERT_TRUE(added.has_value());
  const PaymentMethod card = kept(added->payment_method.id);
  EXPECT_EQ(card.owner, world.buyer);
  EXPECT_EQ(card.holder_name, "B Kim");
  EXPECT_EQ(card.gateway_token, "pm_new");
  EXPECT_TRUE(harness.run(DeletePaymentMethod{card.id}, buyer()).has_value());
}

TEST_F(PaymentMethods, ACardThatCannotPayIsRefused) {
  struct Row {
    const char* what;
    void (*spoil)(AddPaymentMethod&);
    const char* reason;
  };
  const Row rows[] = {
      {"month over",
       [](AddPaymentMethod& add) { add.card.expiry_month = 12, add.card.expiry_year = 2025; },
       "expiredCard"},
      {"this month",
       [](AddPaymentMethod& add) { add.card.expiry_month = 1, add.card.expiry_year = 2026; }, ""},
      {"other country", [](AddPaymentMethod& add) { add.card.issuing_country = "US"; },
       "cardCountryMismatch"},
      {"unknown country",
       [](AddPaymentMethod& add) {
         add.card.issuing_country = "";
         ;
       },
       ""},
      {"kept already", [](AddPaymentMethod& add) { add.card.token = "pm_test"; }, "duplicate"},
      {"number as name", [](AddPaymentMethod& add) { add.holder.name = "4242 4242 4242 4242"; },
       "cardDataRefused"},
      {"no name", [](AddPaymentMethod& add) { add.holder.name = " "; }, "tooShort"},
      {"no country", [](AddPaymentMethod& add) { add.holder.address.country = "??"; },
       "unknownCountry"}};
  for (const Row& row : rows) {
    AddPaymentMethod add = new_card(std::string("pm_") + row.what);
    row.spoil(add);
    const auto added = harness.run(add, buyer());
    EXPECT_EQ(added ? "" : added.error().reason, row.reason) << row.what;
  }
}

TEST_F(PaymentMethods, NobodyKeepsMoreThanFiftyCards) {
  for (std::size_t i = 1; i < cards_max; ++i)
    ASSERT_TRUE(harness.run(new_card("pm_" + std::to_string(i)), buyer()).has_value());
  const auto refused = harness.run(new_card("pm_last"), buyer());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "tooMany");
}

TEST_F(PaymentMethods, AGuestAddsNone) {
  const auto refused = harness.run(new_card(), world.actor(world.guest));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "guestAccount");
}

TEST_F(PaymentMethods, TheCardsOfOthersDoNotExist) {
  for (const UserId other : {world.colleague, world.admin, world.stranger}) {
    const Actor actor = world.actor(other);
    CardUpdate update;
    update.name = "Mallory";
    EXPECT_EQ(harness.run(UpdatePaymentMethod{world.card, update}, actor).error().code,
              ErrorCode::not_found);
    EXPECT_EQ(harness.run(DeletePaymentMethod{world.card}, actor).error().code,
              ErrorCode::not_found);
  }
}

TEST_F(PaymentMethods, AnUpdateChangesDateNameAndAddressAndForgetsADecline) {
  harness.change([&](store::State& state) {
    state.payment_methods.put_loaded(kept(world.card));
    state.payment_methods.change({world.org, world.card}).declined_at = harness.clock.now();
  });
  CardUpdate update;
  update.expiry_month = 4;
  update.expiry_year = 2031;
  update.name = "Bora Kim";
  const auto changed = harness.run(UpdatePaymentMethod{world.card, update}, buyer(), "\"2\"");
  ASSERT_TRUE(changed.has_value()) << changed.error().reason;
  const PaymentMethod card = kept(world.card);
  EXPECT_EQ(card.expiry_month, 4);
  EXPECT_EQ(card.expiry_year, 2031);
  EXPECT_EQ(card.holder_name, "Bora Kim");
  EXPECT_EQ(card.address, buyer_address);
  EXPECT_FALSE(card.declined_at.has_value());
  EXPECT_EQ(card.version, 3);
}

TEST_F(PaymentMethods, AnUpdateIsRefusedWithTheFieldThatIsWrong) {
  struct Row {
    CardUpdate update;
    const char* field;
    const char* reason;
  };
  const Row rows[] = {{{}, "", "nothingToChange"},
                      {{4, {}, {}, {}, false}, "expiryYear", "conflictingFields"},
                      {{{}, 2030, {}, {}, false}, "expiryMonth", "conflictingFields"},
                      {{13, 2030, {}, {}, false}, "expiryMonth", "outOfRange"},
                      {{12, 2025, {}, {}, false}, "expiryYear", "outOfRange"},
                      {{12, 2100, {}, {}, false}, "expiryYear", "outOfRange"},
                      {{{}, {}, "", {}, false}, "name", "tooShort"}};
  for (const Row& row : rows) {
    const auto refused = harness.run(UpdatePaymentMethod{world.card, row.update}, buyer());
    ASSERT_FALSE(refused.has_value()) << row.reason;
    EXPECT_EQ(refused.error().reason, row.reason);
    EXPECT_EQ(refused.error().field, row.field);
  }
}

TEST_F(PaymentMethods, AChangeOfAnOldVersionIsRefused) {
  CardUpdate update;
  update.name = "Bora Kim";
  const auto refused = harness.run(UpdatePaymentMethod{world.card, update}, buyer(), "\"9\"");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::precondition_failed);
}

TEST_F(PaymentMethods, ACardStaysWhileASubscriptionInAnyStateButDeletedUsesIt) {
  const SubscriptionId subscription = test::add_subscription(harness, world, 5);
  for (const SubscriptionStatus status :
       {SubscriptionStatus::pending_payment, SubscriptionStatus::trial, SubscriptionStatus::active,
        SubscriptionStatus::expired, SubscriptionStatus::disabled}) {
    set_status(subscription, status);
    const auto refused = harness.run(DeletePaymentMethod{world.card}, buyer());
    ASSERT_FALSE(refused.has_value()) << enum_text(status);
    EXPECT_EQ(refused.error().reason, "paymentMethodInUse");
    ASSERT_EQ(refused.error().errors.size(), 2u);
    EXPECT_EQ(refused.error().errors[1].field, "subscriptions/" + subscription.text());
  }
  set_status(subscription, SubscriptionStatus::deleted);
  ASSERT_TRUE(harness.run(DeletePaymentMethod{world.card}, buyer()).has_value());
  EXPECT_TRUE(kept(world.card).deleted_at.has_value());
  EXPECT_EQ(harness.run(DeletePaymentMethod{world.card}, buyer()).error().code,
            ErrorCode::not_found);
}

TEST_F(PaymentMethods, ADeletedCardIsTakenOffTheProfilesItWasOn) {
  const SubscriptionId subscription = test::add_subscription(harness, world, 5);
  set_status(subscription, SubscriptionStatus::deleted);
  ASSERT_TRUE(harness.run(DeletePaymentMethod{world.card}, buyer()).has_value());
  store::Needs needs;
  needs.profiles_of_payment_methods.push_back({world.org, world.card});
  int profiles = 0;
  harness.load(needs).billing_profiles.each([&](const BillingProfile&) { ++profiles; });
  EXPECT_EQ(profiles, 0);
}

}  // namespace
}  // namespace perseat::usecases
