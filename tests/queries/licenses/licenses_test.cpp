// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "queries/licenses/list_assignments.h"
#include "queries/licenses/list_licenses.h"
#include "queries/oversight/export_license_holders.h"
#include "queries/oversight/self_service_purchases.h"
#include "support/json_text.h"
#include "support/samples.h"
#include "usecases/licenses/assign_licenses.h"

namespace perseat::queries {
namespace {

class LicensesTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  SubscriptionId small_ = test::add_subscription(harness_, world_, 5);
  SubscriptionId large_ = add_later(8);
  Actor buyer_ = world_.actor(world_.buyer);
  Actor admin_ = world_.actor(world_.admin);

  // Ids of different moments are in the order of time.
  SubscriptionId add_later(std::int64_t quantity) {
    harness_.clock.advance_ms(1);
    return test::add_subscription(harness_, world_, quantity);
  }
  void assign(SubscriptionId subscription, std::vector<UserId> users,
              std::vector<std::string> plans = {}) {
    const auto done = harness_.run(
        usecases::AssignLicenses{subscription, std::move(users), std::move(plans)}, buyer_);
    ASSERT_TRUE(done.has_value()) << done.error().reason;
  }
  test::JsonText licenses(const Actor& actor, const LicenseFilter& filter = {}) {
    return test::JsonText(list_licenses(harness_.reader(), actor, filter, {}));
  }
};

TEST_F(LicensesTest, AreSummedByProductAndTellWhoHoldsTwo) {
  assign(small_, {world_.buyer, world_.colleague});
  assign(large_, {world_.colleague});
  const auto list = licenses(buyer_);
  EXPECT_EQ(list.at("items").size(), 1u);
  EXPECT_EQ(list.text("items/0/productName"), "Chart Studio");
  EXPECT_EQ(list.integer("items/0/subscriptions"), 2);
  EXPECT_EQ(list.integer("items/0/total"), 13);
  EXPECT_EQ(list.integer("items/0/assigned"), 3);
  EXPECT_EQ(list.integer("items/0/available"), 10);
  EXPECT_EQ(list.integer("items/0/overlapping"), 1);
  EXPECT_TRUE(list.at("items/0/purchaser").is_null());
}

TEST_F(LicensesTest, AreShownByPoolOnRequest) {
  assign(small_, {world_.buyer, world_.colleague});
  assign(large_, {world_.colleague});
  const auto list = licenses(buyer_, {LicenseGroup::subscription, {}, {}});
  ASSERT_EQ(list.at("items").size(), 2u);
  EXPECT_EQ(list.text("items/0/subscriptionId"), small_.text());
  EXPECT_EQ(list.integer("items/0/total"), 5);
  EXPECT_EQ(list.integer("items/0/overlapping"), 1);
  EXPECT_EQ(list.text("items/1/subscriptionId"), large_.text());
  EXPECT_EQ(list.text("items/1/accountType"), "selfService");
  EXPECT_EQ(list.text("items/1/purchaser/displayName"), "Bora Kim");
}

// The price is 12.50 a month.
TEST_F(LicensesTest, TellWhatIdleOnesCostInAMonth) {
  assign(small_, {world_.buyer, world_.colleague});
  const auto list = licenses(buyer_);
  EXPECT_EQ(list.at("items/0/idleCost").size(), 1u);
  EXPECT_EQ(list.text("items/0/idleCost/0/amount"), "137.50");
  EXPECT_EQ(list.text("items/0/idleCost/0/currency"), "EUR");
  EXPECT_EQ(licenses(admin_).text("items/0/idleCost/0/amount"), "137.50");
  const auto pools = licenses(buyer_, {LicenseGroup::subscription, {}, {}});
  EXPECT_EQ(pools.text("items/0/idleCost/0/amount"), "37.50");
  EXPECT_EQ(pools.text("items/1/idleCost/0/amount"), "100.00");
}

TEST_F(LicensesTest, CostNothingWhileNobodyPaysForThem) {
  const auto change = [&](SubscriptionStatus status, Term term) {
    store::Needs needs;
    needs.subscriptions.add({world_.org, large_});
    store::State state = harness_.load(needs);
    Subscription& subscription = state.subscriptions.change({world_.org, large_});
    subscription.status = status;
    subscription.term = term;
    state.merge();
    harness_.save(state);
  };
  const auto cost = [&] { return licenses(buyer_).text("items/0/idleCost/0/amount"); };
  EXPECT_EQ(cost(), "162.50");
  change(SubscriptionStatus::trial, Term::monthly);
  EXPECT_EQ(cost(), "62.50");
  change(SubscriptionStatus::disabled, Term::monthly);
  EXPECT_EQ(cost(), "62.50");
  // 8 seats at 12.50 a year are 8.33 a month.
  change(SubscriptionStatus::active, Term::yearly);
  EXPECT_EQ(cost(), "70.83");
}

TEST_F(LicensesTest, AreVisibleToAdminsAndToWhoBoughtThem) {
  EXPECT_EQ(licenses(admin_).at("items").size(), 1u);
  EXPECT_EQ(licenses(world_.actor(world_.colleague)).at("items").size(), 0u);
  EXPECT_EQ(licenses(world_.actor(world_.stranger)).at("items").size(), 0u);
  EXPECT_EQ(licenses(buyer_, {LicenseGroup::product, {}, ManagementScope::organization})
                .at("items")
                .size(),
            0u);
  EXPECT_EQ(list_licenses(harness_.reader(), world_.actor(world_.guest), {}, {}).error().reason,
            "guestAccount");
}

TEST_F(LicensesTest, AreReadPageByPage) {
  const LicenseFilter by_pool{LicenseGroup::subscription, {}, {}};
  const test::JsonText first(list_licenses(harness_.reader(), buyer_, by_pool, {1, ""}));
  EXPECT_EQ(first.text("items/0/subscriptionId"), small_.text());
  const test::JsonText second(
      list_licenses(harness_.reader(), buyer_, by_pool, {1, first.text("nextCursor")}));
  EXPECT_EQ(second.text("items/0/subscriptionId"), large_.text());
  EXPECT_TRUE(second.at("nextCursor").is_null());
}

// In the order of the products' names, wherever a page ends and whoever looks.
TEST_F(LicensesTest, AreTheSameInPagesOfAnySize) {
  const auto add_product = [&](const std::string& name) {
    Product product;
    product.id = harness_.new_id<ProductId>();
    product.sku = product.name = name;
    harness_.insert([&](store::State& state) { state.products.add(product); });
    return product.id;
  };
  const auto move = [&](SubscriptionId id, ProductId product) {
    store::Needs needs;
    needs.subscriptions.add({world_.org, id});
    store::State state = harness_.load(needs);
    state.subscriptions.change({world_.org, id}).product = product;
    state.merge();
    harness_.save(state);
  };
  const ProductId last = add_product("Zither");
  move(small_, last);
  move(add_later(1), last);
  move(add_later(2), add_product("Abacus"));
  add_product("Of nobody");
  const auto seen = [&](const Actor& actor, LicenseGroup group, std::int64_t limit) {
    std::vector<std::string> rows;
    Page page{limit, ""};
    do {
      const test::JsonText list(list_licenses(harness_.reader(), actor, {group, {}, {}}, page));
      for (std::size_t i = 0; i < list.at("items").size(); ++i) {
        const std::string row = "items/" + std::to_string(i) + "/";
        rows.push_back(list.text(row + "productName") + " " +
                       std::to_string(list.integer(row + "total")));
      }
      page.cursor = list.at("nextCursor").text().value_or("");
    } while (!page.cursor.empty());
    return rows;
  };
  using Rows = std::vector<std::string>;
  for (const Actor& actor : {buyer_, admin_}) {
    for (const std::int64_t limit : {1, 2, 3, 50}) {
      EXPECT_EQ(seen(actor, LicenseGroup::product, limit),
                (Rows{"Abacus 2", "Chart Studio 8", "Zither 6"}));
      EXPECT_EQ(seen(actor, LicenseGroup::subscription, limit),
                (Rows{"Abacus 2", "Chart Studio 8", "Zither 5", "Zither 1"}));
    }
  }
  const test::JsonText one(
      list_licenses(harness_.reader(), admin_, {LicenseGroup::product, last, {}}, {}));
  ASSERT_EQ(one.at("items").size(), 1u);
  EXPECT_EQ(one.text("items/0/productName"), "Zither");
}

TEST_F(LicensesTest, HaveHoldersByName) {
  assign(small_, {world_.colleague, world_.buyer}, {"sharing"});
  assign(large_, {world_.colleague});
  const test::JsonText list(list_assignments(harness_.reader(), buyer_, {small_, ""}, Page{}));
  ASSERT_EQ(list.at("items").size(), 2u);
  EXPECT_EQ(list.text("items/0/user/displayName"), "Bora Kim");
  EXPECT_EQ(list.integer("items/0/otherPools"), 0);
  EXPECT_EQ(list.text("items/1/user/displayName"), "Jürgen Weiß");
  EXPECT_EQ(list.integer("items/1/otherPools"), 1);
  EXPECT_EQ(list.text("items/1/assignedBy/id"), world_.buyer.text());
  EXPECT_EQ(list.text("items/1/disabledServicePlans/0"), "sharing");
  EXPECT_EQ(list.text("items/1/state"), "active");
  const test::JsonText first(list_assignments(harness_.reader(), admin_, {small_, ""}, {1, ""}));
  const test::JsonText rest(
      list_assignments(harness_.reader(), admin_, {small_, ""}, {1, first.text("nextCursor")}));
  EXPECT_EQ(rest.text("items/0/user/displayName"), "Jürgen Weiß");
}

// From the pool, from a word or along the names: which one depends on how many there are.
TEST_F(LicensesTest, HaveTheSameHoldersHoweverTheyAreFound) {
  assign(small_, {world_.colleague, world_.buyer});
  harness_.insert([&](store::State& state) {
    state.user_search_words.add({world_.org, "weiss", world_.colleague, "jurgen weiss"});
    state.user_search_words.add({world_.org, "weiss", world_.admin, "ada admin"});
  });
  const auto holders = [&](const std::string& search) {
    const test::JsonText list(
        list_assignments(harness_.reader(), buyer_, {small_, search}, Page{}));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < list.at("items").size(); ++i)
      names.push_back(list.text("items/" + std::to_string(i) + "/user/displayName"));
    return names;
  };
  const std::vector<std::string> everybody{"Bora Kim", "Jürgen Weiß"};
  const std::vector<std::string> one{"Jürgen Weiß"};
  EXPECT_EQ(holders(""), everybody);
  EXPECT_EQ(holders("Weiß"), one);
  store::Needs needs;
  needs.license_pools.add({world_.org, small_});
  store::State state = harness_.load(needs);
  harness_.leaves_damage();
  LicensePool& pool = state.license_pools.change({world_.org, small_});
  pool.total = pool.assigned = 100'000;
  state.merge();
  harness_.save(state);
  EXPECT_EQ(holders(""), everybody);
  EXPECT_EQ(holders("Weiß"), one);
}

// More holders than are sorted at once, few of them among the first names.
TEST_F(LicensesTest, HaveHoldersPageByPageAmongManyPeople) {
  const SubscriptionId pool = add_later(1'000);
  std::vector<std::string> holders;
  harness_.insert([&](store::State& state) {
    for (int i = 1'000; i < 2'200; ++i) {
      User user;
      user.org = world_.org;
      user.id = harness_.new_id<UserId>();
      user.email = user.id.text();
      user.display_name = user.sort_name = "person " + std::to_string(i);
      state.users.add(user);
      state.logins.add({user.email, user.org, user.id, "", 0, {}});
      if (i % 100 != 0 && i < 1'800) continue;
      state.assignments.add({world_.org, pool, user.id, {}, world_.buyer, ""});
      holders.push_back(user.display_name);
    }
  });
  store::Needs needs;
  needs.license_pools.add({world_.org, pool});
  store::State state = harness_.load(needs);
  state.license_pools.change({world_.org, pool}).assigned =
      static_cast<std::int64_t>(holders.size());
  state.merge();
  harness_.save(state);
  for (const std::int64_t limit : {1, 7, 200}) {
    std::vector<std::string> found;
    Page page{limit, ""};
    do {
      const test::JsonText list(list_assignments(harness_.reader(), buyer_, {pool, ""}, page));
      for (std::size_t i = 0; i < list.at("items").size(); ++i)
        found.push_back(list.text("items/" + std::to_string(i) + "/user/displayName"));
      page.cursor = list.at("nextCursor").text().value_or("");
    } while (!page.cursor.empty());
    EXPECT_EQ(found, holders) << limit;
  }
}

TEST_F(LicensesTest, HideTheirHoldersFromEverybodyElse) {
  const auto as_colleague =
      list_assignments(harness_.reader(), world_.actor(world_.colleague), {small_, ""}, Page{});
  EXPECT_EQ(as_colleague.error().reason, "notFound");
  const auto as_stranger =
      list_assignments(harness_.reader(), world_.actor(world_.stranger), {small_, ""}, Page{});
  EXPECT_EQ(as_stranger.error().reason, "notFound");
}

TEST_F(LicensesTest, AreOverseenAsPurchases) {
  assign(small_, {world_.colleague});
  const test::JsonText list(list_self_service_purchases(harness_.reader(), admin_, {}, {}));
  ASSERT_EQ(list.at("items").size(), 2u);
  EXPECT_EQ(list.text("items/0/subscriptionId"), large_.text());
  EXPECT_EQ(list.text("items/1/productName"), "Chart Studio");
  EXPECT_EQ(list.text("items/1/purchaser/displayName"), "Bora Kim");
  EXPECT_EQ(list.integer("items/1/quantity"), 5);
  EXPECT_EQ(list.integer("items/1/assigned"), 1);
  EXPECT_EQ(list.text("items/1/purchasePrice/currency"), "EUR");
  EXPECT_EQ(list.text("items/1/ordersUrl"), "/v1/subscriptions/" + small_.text() + "/orders");
  PurchaseFilter filter;
  filter.status = SubscriptionStatus::disabled;
  const test::JsonText none(list_self_service_purchases(harness_.reader(), admin_, filter, {}));
  EXPECT_EQ(none.at("items").size(), 0u);
  for (const auto& narrow :
       {PurchaseFilter{world_.product, {}, {}, {}}, PurchaseFilter{{}, world_.buyer, {}, {}}}) {
    const test::JsonText two(list_self_service_purchases(harness_.reader(), admin_, narrow, {}));
    EXPECT_EQ(two.at("items").size(), 2u);
  }
  EXPECT_EQ(list_self_service_purchases(harness_.reader(), buyer_, {}, {}).error().reason,
            "roleRequired");
  const auto exported = export_self_service_purchases(harness_.reader(), admin_, {});
  ASSERT_TRUE(exported.has_value());
  EXPECT_EQ(std::ranges::count(*exported, '\n'), 3);
}

TEST_F(LicensesTest, AreExportedByPurchaser) {
  assign(small_, {world_.colleague, world_.buyer});
  const auto exported = export_license_holders(harness_.reader(), admin_, {});
  ASSERT_TRUE(exported.has_value());
  const std::size_t first = exported->find("Bora Kim,");
  EXPECT_NE(exported->find(",Chart Studio," + small_.text() + ",Bora Kim,"), std::string::npos);
  EXPECT_NE(exported->find(",Chart Studio," + small_.text() + ",Jürgen Weiß,"), std::string::npos);
  EXPECT_NE(first, std::string::npos);
  const auto other = export_license_holders(harness_.reader(), admin_, {{large_}, {}});
  EXPECT_EQ(std::ranges::count(*other, '\n'), 1);
  const auto of_product = export_license_holders(harness_.reader(), admin_, {{}, world_.product});
  EXPECT_EQ(*of_product, *exported);
  const auto of_another = export_license_holders(harness_.reader(), admin_, {{}, ProductId{}});
  EXPECT_EQ(std::ranges::count(*of_another, '\n'), 1);
  EXPECT_EQ(export_license_holders(harness_.reader(), buyer_, {}).error().reason, "roleRequired");
}

}  // namespace
}  // namespace perseat::queries
