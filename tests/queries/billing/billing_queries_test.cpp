// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/json.h"
#include "queries/billing/billing_account.h"
#include "queries/billing/billing_profiles.h"
#include "queries/billing/payment_methods.h"
#include "support/samples.h"

namespace perseat::queries {
namespace {

class BillingQueries : public testing::Test {
 protected:
  [[nodiscard]] json::Document parse(const std::string& body) {
    auto document = json::Document::parse(body);
    EXPECT_TRUE(document.has_value()) << body;
    return std::move(*document);
  }
  [[nodiscard]] Actor buyer() const { return world.actor(world.buyer); }
  [[nodiscard]] BillingProfileId profile_of(SubscriptionId subscription) {
    return test::profile_of(harness, world, subscription);
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
};

TEST_F(BillingQueries, ACardNamesWhatItPaysForAndThatItStays) {
  auto shown = show_payment_method(harness.reader(), buyer(), world.card, harness.clock.now());
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->etag, "\"1\"");
  EXPECT_EQ(parse(shown->body).root().member("usedBy").size(), 0u);
  const SubscriptionId first = test::add_subscription(harness, world, 2);
  test::add_subscription(harness, world, 3);
  shown = show_payment_method(harness.reader(), buyer(), world.card, harness.clock.now());
  const json::Document document = parse(shown->body);
  const json::Node uses = document.root().member("usedBy");
  ASSERT_EQ(uses.size(), 4u);  // two profiles with a subscription each
  bool names_first = false;
  for (std::size_t i = 0; i < uses.size(); ++i)
    names_first = names_first || uses.element(i).member("id").text() == first.text();
  EXPECT_TRUE(names_first);
  const json::Node remove = document.root().member("allowedActions").member("deletePaymentMethod");
  EXPECT_EQ(remove.member("allowed").boolean(), false);
  EXPECT_EQ(remove.member("reason").text(), "paymentMethodInUse");
}

TEST_F(BillingQueries, CardsAreListedToTheirOwnerAloneNewestFirst) {
  store::Needs needs;
  needs.payment_methods.add({world.org, world.card});
  PaymentMethod card = harness.load(needs).payment_methods.get({world.org, world.card});
  std::vector<PaymentMethodId> ids{world.card};
  for (int i = 0; i < 4; ++i) {
    harness.clock.advance_ms(1);
    card.id = harness.new_id<PaymentMethodId>();
    ids.push_back(card.id);
    harness.insert([&](store::State& state) { state.payment_methods.add(card); });
  }
  std::string cursor;
  std::vector<std::string> seen;
  for (int pages = 0; pages < 3; ++pages) {
    const auto page =
        list_payment_methods(harness.reader(), buyer(), Page{2, cursor}, harness.clock.now());
    ASSERT_TRUE(page.has_value());
    const json::Document document = parse(*page);
    const json::Node items = document.root().member("items");
    for (std::size_t i = 0; i < items.size(); ++i)
      seen.emplace_back(*items.element(i).member("id").text());
    cursor = document.root().member("nextCursor").text().value_or("");
  }
  EXPECT_EQ(cursor, "");
  ASSERT_EQ(seen.size(), 5u);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], ids[4 - i].text());
  const auto others =
      list_payment_methods(harness.reader(), world.actor(world.admin), Page{}, harness.clock.now());
  EXPECT_EQ(parse(*others).root().member("items").size(), 0u);
  EXPECT_EQ(show_payment_method(harness.reader(), world.actor(world.admin), world.card,
                                harness.clock.now())
                .error()
                .code,
            ErrorCode::not_found);
}

TEST_F(BillingQueries, AProfileTellsWhatPaysItAndWhenTheNextInvoiceComes) {
  const BillingProfileId profile = profile_of(test::add_subscription(harness, world, 2));
  const auto shown = show_billing_profile(harness.reader(), buyer(), profile);
  ASSERT_TRUE(shown.has_value());
  const json::Document document = parse(shown->body);
  const json::Node root = document.root();
  EXPECT_EQ(root.member("status").text(), "active");
  EXPECT_EQ(root.member("paymentMethod").member("last4").text(), "4242");
  EXPECT_TRUE(root.member("backupPaymentMethod").is_null());
  EXPECT_EQ(root.member("invoiceFrequency").text(), "monthly");
  EXPECT_EQ(root.member("nextInvoiceDate").text(), "2026-02-15");
  EXPECT_EQ(root.member("billingAccountName").text(), "Example GmbH");
  EXPECT_EQ(root.member("myRoles").element(0).text(), "billingProfileOwner");
}

TEST_F(BillingQueries, ProfilesAreListedByNameToWhoHasARoleOnThem) {
  std::vector<BillingProfileId> profiles;
  for (int i = 0; i < 3; ++i)
    profiles.push_back(profile_of(test::add_subscription(harness, world, 1)));
  const auto count = [&](const Actor& actor) {
    const auto page = list_billing_profiles(harness.reader(), actor, Page{});
    return parse(*page).root().member("items").size();
  };
  EXPECT_EQ(count(buyer()), 3u);
  EXPECT_EQ(count(world.actor(world.colleague)), 0u);
  EXPECT_EQ(count(world.actor(world.stranger)), 0u);
  Actor account_reader = world.actor(world.colleague);
  account_reader.roles.push_back({Role::billing_account_reader, {}});
  EXPECT_EQ(count(account_reader), 3u);
  harness.insert([&](store::State& state) {
    state.role_assignments.add({world.org, harness.new_id<RoleAssignmentId>(), world.colleague,
                                Role::invoice_manager, profiles[1], harness.clock.now(),
                                world.buyer});
  });
  EXPECT_EQ(count(world.actor(world.colleague)), 1u);
  // Of equal names the id decides, so that no page repeats or skips one.
  const auto first = list_billing_profiles(harness.reader(), buyer(), Page{2, ""});
  const json::Document document = parse(*first);
  const std::string cursor(*document.root().member("nextCursor").text());
  const auto second = list_billing_profiles(harness.reader(), buyer(), Page{2, cursor});
  EXPECT_EQ(parse(*second).root().member("items").size(), 1u);
}

TEST_F(BillingQueries, AReplacementListsTheProfileAndItsSubscriptions) {
  const SubscriptionId subscription = test::add_subscription(harness, world, 1);
  const BillingProfileId profile = profile_of(subscription);
  const auto preview = show_replaced_payment_method(harness.reader(), buyer(), profile, world.card);
  ASSERT_TRUE(preview.has_value());
  const json::Document document = parse(preview->body);
  EXPECT_EQ(document.root().member("applied").boolean(), false);
  ASSERT_EQ(document.root().member("moved").size(), 2u);
  EXPECT_EQ(document.root().member("moved").element(1).member("id").text(), subscription.text());
  EXPECT_EQ(document.root().member("moved").element(1).member("name").text(), "Chart Studio");
}

TEST_F(BillingQueries, TheAccountIsShownToAdminsAndToWhoPays) {
  const auto shown = show_billing_account(harness.reader(), world.actor(world.admin));
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(parse(shown->body).root().member("currency").text(), "EUR");
  EXPECT_EQ(show_billing_account(harness.reader(), buyer()).error().reason, "billingRoleRequired");
  test::add_subscription(harness, world, 1);
  EXPECT_TRUE(show_billing_account(harness.reader(), buyer()).has_value());
}

}  // namespace
}  // namespace perseat::queries
