// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What people see of products, subscriptions and their history.
#include <gtest/gtest.h>

#include "base/json.h"
#include "queries/products/list_products.h"
#include "queries/subscriptions/get_subscription.h"
#include "queries/subscriptions/list_orders.h"
#include "queries/subscriptions/list_subscriptions.h"
#include "store/load.h"
#include "support/buying.h"

namespace perseat::queries {
namespace {

class SubscriptionQueries : public testing::Test {
 protected:
  [[nodiscard]] Actor actor(UserId user) { return shop_.world().actor(user); }
  json::Document parse(const std::string& body) {
    auto document = json::Document::parse(body);
    EXPECT_TRUE(document.has_value()) << body;
    return std::move(*document);
  }
  Result<std::string> list(UserId user, const SubscriptionFilter& filter, const Page& page = {}) {
    const Actor who = actor(user);
    return list_subscriptions(harness_.reader(), {who, harness_.clock.now()}, filter, page);
  }
  std::size_t count(UserId user, const SubscriptionFilter& filter) {
    const auto body = list(user, filter);
    EXPECT_TRUE(body.has_value());
    return parse(*body).root().member("items").size();
  }
  Result<ShownSubscription> get(UserId user, SubscriptionId id) {
    const Actor who = actor(user);
    return get_subscription(harness_.reader(), {who, harness_.clock.now()}, id);
  }
  // The reason of an action, empty when it is allowed.
  std::string refusal(UserId user, SubscriptionId id, std::string_view action) {
    const auto shown = get(user, id);
    EXPECT_TRUE(shown.has_value());
    const auto document = parse(shown->body);
    const json::Node node = document.root().member("allowedActions").member(action);
    EXPECT_EQ(node.member("allowed").boolean(), !node.member("reason").exists());
    return std::string(node.member("reason").text().value_or(""));
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

TEST_F(SubscriptionQueries, ShowsASubscriptionToWhoMaySeeIt) {
  const SubscriptionId id = shop_.buy(4);
  const auto shown = get(shop_.world().buyer, id);
  ASSERT_TRUE(shown.has_value());
  const auto document = parse(shown->body);
  EXPECT_EQ(document.root().member("status").text(), "active");
  EXPECT_EQ(document.root().member("quantity").integer(), 4);
  EXPECT_EQ(document.root().member("accountType").text(), "selfService");
  EXPECT_EQ(document.root().member("price").member("amount").text(), "12.50");
  EXPECT_EQ(document.root().member("purchaser").member("displayName").text(), "Bora Kim");
  EXPECT_TRUE(document.root().member("nickname").is_null());
  const Subscription row = shop_.subscription(id);
  EXPECT_EQ(shown->etag, "\"" + std::to_string(row.version) + "." +
                             std::to_string(shop_.pool(id).version) + "\"");
  EXPECT_TRUE(get(shop_.world().admin, id).has_value());
  EXPECT_EQ(get(shop_.world().colleague, id).error().code, ErrorCode::not_found);
  EXPECT_EQ(get(shop_.world().stranger, id).error().code, ErrorCode::not_found);
}

TEST_F(SubscriptionQueries, ShowsSeveralAsEachAlone) {
  const SubscriptionId first = shop_.buy(4);
  const SubscriptionId second = shop_.buy(7);
  const SubscriptionId unknown{Uuid{{7}}};
  const auto found =
      find_subscriptions(harness_.reader(), shop_.world().org, {second, first, second, unknown});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->size(), 2U);
  const auto show = [&](UserId user, SubscriptionId id) {
    const Actor who = actor(user);
    return show_subscription(*found, {who, harness_.clock.now()}, id);
  };
  for (const SubscriptionId id : {first, second}) {
    const auto shown = show(shop_.world().buyer, id);
    const auto alone = get(shop_.world().buyer, id);
    ASSERT_TRUE(shown.has_value() && alone.has_value());
    EXPECT_EQ(shown->body, alone->body);
    EXPECT_EQ(shown->etag, alone->etag);
    EXPECT_EQ(show(shop_.world().colleague, id).error().code, ErrorCode::not_found);
  }
  EXPECT_EQ(show(shop_.world().buyer, unknown).error().code, ErrorCode::not_found);
  const auto elsewhere = find_subscriptions(harness_.reader(), OrgId{Uuid{{8}}}, {first});
  ASSERT_TRUE(elsewhere.has_value());
  EXPECT_TRUE(elsewhere->empty());
}

TEST_F(SubscriptionQueries, ShowsWhatABatchHasCommittedAsItIsReadAfterwards) {
  const SubscriptionId id = shop_.buy(4);
  const Subscription row = shop_.subscription(id);
  store::Needs needs;
  needs.subscriptions.add(row.key());
  needs.license_pools.add({row.org, id});
  needs.products.add(row.product);
  needs.users.add({row.org, row.purchaser});
  const auto committed_with = [&](const store::Needs& loaded) {
    store::State state;
    EXPECT_TRUE(store::load(harness_.reader(), loaded, Date{}, state).has_value());
    state.subscriptions.change(row.key());
    state.merge();
    return state;
  };
  const Actor buyer = actor(shop_.world().buyer);
  const queries::Viewer viewer{buyer, harness_.clock.now()};
  queries::FoundSubscriptions found;
  take_committed(committed_with(needs), found);
  EXPECT_FALSE(show_subscription(found, viewer, id).has_value()) << "without its price";

  needs.prices.add(row.price);
  take_committed(committed_with(needs), found);
  const auto shown = show_subscription(found, viewer, id);
  const auto read = get(shop_.world().buyer, id);
  ASSERT_TRUE(shown.has_value() && read.has_value());
  EXPECT_EQ(shown->body, read->body);
  EXPECT_NE(shown->etag, read->etag) << "the change counts its version up";
  const Actor colleague = actor(shop_.world().colleague);
  EXPECT_FALSE(show_subscription(found, {colleague, viewer.now}, id).has_value());
}

TEST_F(SubscriptionQueries, TellsWhatTheCallerMayDoAndWhyNot) {
  const SubscriptionId id = shop_.buy(4);
  EXPECT_EQ(refusal(shop_.world().buyer, id, "setQuantity"), "");
  EXPECT_EQ(refusal(shop_.world().buyer, id, "reactivateSubscription"), "alreadyActive");
  EXPECT_EQ(refusal(shop_.world().admin, id, "setQuantity"), "selfServiceAdminReadOnly");
  EXPECT_EQ(refusal(shop_.world().admin, id, "stopRenewal"), "");
  const auto changed = shop_.set_quantity(id, 5);
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(refusal(shop_.world().buyer, id, "setQuantity"), "paymentPending");
  EXPECT_EQ(refusal(shop_.world().buyer, id, "cancelSubscription"), "paymentPending");
  shop_.pay(changed->attempt);
  ASSERT_TRUE(shop_.cancel(id).has_value());
  EXPECT_EQ(refusal(shop_.world().buyer, id, "cancelSubscription"), "alreadyCanceled");
  EXPECT_EQ(refusal(shop_.world().buyer, id, "assignLicenses"), "subscriptionDisabled");
  EXPECT_EQ(refusal(shop_.world().buyer, id, "reactivateSubscription"), "");
  shop_.pass_days(91);
  EXPECT_EQ(refusal(shop_.world().buyer, id, "reactivateSubscription"), "subscriptionDeleted");
}

TEST_F(SubscriptionQueries, ListsARowPerSubscriptionNewestFirst) {
  const SubscriptionId first = shop_.buy(5);
  const SubscriptionId second = shop_.buy(8);
  const auto body = list(shop_.world().buyer, {});
  ASSERT_TRUE(body.has_value());
  const auto document = parse(*body);
  const json::Node items = document.root().member("items");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items.element(0).member("id").text(), second.text());
  EXPECT_EQ(items.element(1).member("id").text(), first.text());
  EXPECT_TRUE(document.root().member("nextCursor").is_null());

  // A page of one, and the next one after it.
  const auto page = list(shop_.world().buyer, {}, {1, ""});
  const auto part = parse(*page);
  const std::string cursor(*part.root().member("nextCursor").text());
  const auto rest = parse(*list(shop_.world().buyer, {}, {1, cursor}));
  EXPECT_EQ(rest.root().member("items").element(0).member("id").text(), first.text());
  EXPECT_TRUE(rest.root().member("nextCursor").is_null());
  EXPECT_EQ(list(shop_.world().buyer, {}, {1, "x"}).error().reason, "malformedCursor");
}

TEST_F(SubscriptionQueries, FiltersTheList) {
  const SubscriptionId id = shop_.buy(5);
  shop_.buy(8);
  ASSERT_TRUE(shop_.cancel(id).has_value());
  const UserId buyer = shop_.world().buyer;
  const auto with = [](auto member, auto value) {
    SubscriptionFilter filter;
    filter.*member = value;
    return filter;
  };
  EXPECT_EQ(count(buyer, {}), 2U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::status, SubscriptionStatus::disabled)), 1U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::product, shop_.world().product)), 2U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::product, ProductId{})), 0U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::profile, shop_.subscription(id).profile)), 1U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::management, ManagementScope::organization)), 0U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::purchaser, shop_.world().admin)), 0U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::renews_before, harness_.clock.now())), 0U);
  EXPECT_EQ(count(buyer, with(&SubscriptionFilter::renews_before,
                              harness_.clock.now().plus_ms(60 * day_ms))),
            1U);
  EXPECT_EQ(count(shop_.world().colleague, {}), 0U);
}

TEST_F(SubscriptionQueries, ShowsEverybodysToOverseersOnly) {
  const SubscriptionId id = shop_.buy(5);
  SubscriptionFilter all;
  all.scope = ListScope::organization;
  EXPECT_EQ(count(shop_.world().admin, all), 1U);
  SubscriptionFilter of_product = all;
  of_product.product = shop_.world().product;
  EXPECT_EQ(count(shop_.world().admin, of_product), 1U);
  of_product.product = ProductId{};
  EXPECT_EQ(count(shop_.world().admin, of_product), 0U);
  SubscriptionFilter of_profile = all;
  of_profile.profile = shop_.subscription(id).profile;
  EXPECT_EQ(count(shop_.world().admin, of_profile), 1U);
  of_profile.profile = BillingProfileId{};
  EXPECT_EQ(count(shop_.world().admin, of_profile), 0U);
  all.purchaser = shop_.world().buyer;
  EXPECT_EQ(count(shop_.world().admin, all), 1U);
  EXPECT_EQ(list(shop_.world().buyer, all).error().reason, "roleRequired");
  EXPECT_EQ(list(shop_.world().guest, {}).error().reason, "guestAccount");
}

TEST_F(SubscriptionQueries, TellsTheHistory) {
  const SubscriptionId id = shop_.buy(5);
  shop_.change_to(id, 7);
  const Actor buyer = actor(shop_.world().buyer);
  const auto body = list_orders(harness_.reader(), buyer, id, {});
  ASSERT_TRUE(body.has_value());
  const auto document = parse(*body);
  const json::Node items = document.root().member("items");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items.element(0).member("kind").text(), "increase");
  EXPECT_EQ(items.element(0).member("quantityBefore").integer(), 5);
  EXPECT_EQ(items.element(1).member("kind").text(), "purchase");
  EXPECT_EQ(items.element(1).member("total").member("amount").text(), "74.38");
  EXPECT_EQ(items.element(1).member("actor").member("displayName").text(), "Bora Kim");
  const Actor colleague = actor(shop_.world().colleague);
  EXPECT_EQ(list_orders(harness_.reader(), colleague, id, {}).error().code, ErrorCode::not_found);
}

TEST_F(SubscriptionQueries, ShowsProductsWithThePriceAndTheRightToBuy) {
  const Settings settings;
  const auto products = [&](UserId user, const std::string& search) {
    const Actor who = actor(user);
    return parse(
        *list_products(harness_.reader(), {who, settings, harness_.clock.now()}, search, {}));
  };
  const auto all = products(shop_.world().buyer, "");
  ASSERT_EQ(all.root().member("items").size(), 1U);
  const json::Node product = all.root().member("items").element(0);
  EXPECT_EQ(product.member("name").text(), "Chart Studio");
  EXPECT_EQ(product.member("servicePlans").size(), 2U);
  ASSERT_EQ(product.member("offers").size(), 2U);
  EXPECT_EQ(product.member("offers").element(0).member("price").member("amount").text(), "12.50");
  EXPECT_EQ(product.member("offers").element(0).member("trial").member("days").integer(), 30);
  EXPECT_TRUE(product.member("offers").element(1).member("trial").is_null());
  EXPECT_EQ(product.member("eligibility").member("allowed").boolean(), true);
  EXPECT_EQ(products(shop_.world().buyer, "STUDIO").root().member("items").size(), 1U);
  EXPECT_EQ(products(shop_.world().buyer, "mail").root().member("items").size(), 0U);

  harness_.insert([&](store::State& state) {
    state.policies.add(
        {shop_.world().org, ProductId{}, SelfServicePolicy::disabled, harness_.clock.now(), {}, 1});
  });
  const auto closed = products(shop_.world().buyer, "");
  const json::Node item = closed.root().member("items").element(0);
  EXPECT_EQ(item.member("selfServicePolicy").text(), "disabled");
  EXPECT_EQ(item.member("eligibility").member("reason").text(), "policyDisabled");
}

TEST_F(SubscriptionQueries, ShowsARetiredProductToItsOwnersOnly) {
  shop_.buy(1);
  store::Needs needs;
  needs.products.add(shop_.world().product);
  store::State state = harness_.load(needs);
  state.products.change(shop_.world().product).is_retired = true;
  state.merge();
  harness_.save(state);
  const Settings settings;
  const auto get_one = [&](UserId user) {
    const Actor who = actor(user);
    return get_product(harness_.reader(), {who, settings, harness_.clock.now()},
                       shop_.world().product);
  };
  const auto shown = get_one(shop_.world().buyer);
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(parse(*shown).root().member("offers").size(), 0U);
  EXPECT_TRUE(get_one(shop_.world().admin).has_value());
  EXPECT_EQ(get_one(shop_.world().colleague).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace perseat::queries
