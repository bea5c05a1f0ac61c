// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/catalog/apply_catalog.h"

#include <gtest/gtest.h>

#include "support/samples.h"

namespace perseat::usecases {
namespace {

Actor the_operator() {
  Actor actor;
  actor.roles.push_back({Role::deployment_operator, {}});
  return actor;
}

CatalogInput one_product() {
  ProductInput product;
  product.sku = "DRAW-1";
  product.name = "Drawing Board";
  product.service_plans = std::vector<ServicePlanInput>{{"diagrams", "Diagrams"}};
  OfferInput offer;
  offer.code = "monthly";
  offer.trial = TrialInput{30, true};
  offer.prices = {
      {std::nullopt, {"12.50", "EUR"}, std::nullopt, *parse_instant("2026-01-01T00:00:00Z")},
      {std::nullopt, {"13.00", "EUR"}, std::nullopt, *parse_instant("2026-06-01T00:00:00Z")}};
  product.offers = {offer};
  CatalogInput catalog;
  catalog.products = {product};
  catalog.taxes = {{"DE", std::nullopt, "standard", "19", Date{0}}};
  return catalog;
}

class ApplyCatalogTest : public ::testing::Test {
 protected:
  void SetUp() override {
    harness.insert([&](store::State& state) {
      state.organizations.add(
          {OrgId{}, "Deployment", "", OrganizationKind::commercial, harness.clock.now(), 1});
      state.audit_heads.add({OrgId{}, 0, ""});
    });
  }
  Result<ApplyCatalog::Output> apply(const CatalogInput& catalog, bool dry_run = false) {
    return harness.run(ApplyCatalog{catalog, dry_run}, the_operator());
  }
  test::Harness harness;
};

TEST_F(ApplyCatalogTest, AppliesOnceAndThenFindsNothingToChange) {
  const auto first = apply(one_product());
  ASSERT_TRUE(first.has_value()) << first.error().detail;
  EXPECT_FALSE(first->changes.empty());
  const auto second = apply(one_product());
  ASSERT_TRUE(second.has_value());
  EXPECT_TRUE(second->changes.empty());
  EXPECT_EQ(first->etag, second->etag);
}

TEST_F(ApplyCatalogTest, TellsTheSameOnADryRunAndChangesNothing) {
  const auto preview = apply(one_product(), true);
  ASSERT_TRUE(preview.has_value());
  const auto done = apply(one_product());
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(preview->changes.size(), done->changes.size());
  EXPECT_EQ(preview->etag, done->etag);
}

TEST_F(ApplyCatalogTest, RetiresWhatIsNoLongerNamed) {
  ASSERT_TRUE(apply(one_product()).has_value());
  const auto emptied = apply({});
  ASSERT_TRUE(emptied.has_value());
  bool retired = false;
  for (const CatalogChange& change : emptied->changes)
    retired = retired || (change.kind == CatalogChangeKind::retired &&
                          change.path == "products/DRAW-1/isRetired");
  EXPECT_TRUE(retired);
}

TEST_F(ApplyCatalogTest, NeverChangesAPriceWhoseTimeHasBegun) {
  ASSERT_TRUE(apply(one_product()).has_value());
  CatalogInput cheaper = one_product();
  cheaper.products[0].offers[0].prices[0].price.amount = "9.99";
  const auto refused = apply(cheaper);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "catalogConflict");
  EXPECT_EQ(refused.error().field, "products[0].offers[0].prices[0]");

  CatalogInput later = one_product();
  later.products[0].offers[0].prices[1].price.amount = "9.99";
  EXPECT_TRUE(apply(later).has_value());
}

TEST_F(ApplyCatalogTest, NeverChangesTheTermOfAnOffer) {
  ASSERT_TRUE(apply(one_product()).has_value());
  CatalogInput yearly = one_product();
  yearly.products[0].offers[0].term = Term::yearly;
  const auto refused = apply(yearly);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "catalogConflict");
}

TEST_F(ApplyCatalogTest, NamesTheFieldThatIsWrong) {
  struct Row {
    const char* field;
    const char* reason;
    void (*spoil)(CatalogInput&);
  };
  const Row rows[] = {
      {"products[0].sku", "malformedText", [](CatalogInput& c) { c.products[0].sku = "a b"; }},
      {"products[0].name", "tooShort", [](CatalogInput& c) { c.products[0].name = ""; }},
      {"products[1].sku", "duplicate",
       [](CatalogInput& c) { c.products.push_back(c.products[0]); }},
      {"products[0].offers[0].maxQuantity", "outOfRange",
       [](CatalogInput& c) { c.products[0].offers[0].max_quantity = 100'001; }},
      {"products[0].offers[0].prices", "tooFew",
       [](CatalogInput& c) { c.products[0].offers[0].prices.clear(); }},
      {"products[0].offers[0].prices[0].price.currency", "unknownCurrency",
       [](CatalogInput& c) { c.products[0].offers[0].prices[0].price.currency = "EURO"; }},
      {"products[0].offers[0].prices[0].price.amount", "negativePrice",
       [](CatalogInput& c) { c.products[0].offers[0].prices[0].price.amount = "-1"; }},
      {"taxes[0].country", "unknownCountry", [](CatalogInput& c) { c.taxes[0].country = "XX"; }},
      {"taxes[1]", "duplicate", [](CatalogInput& c) { c.taxes.push_back(c.taxes[0]); }},
  };
  for (const Row& row : rows) {
    CatalogInput catalog = one_product();
    row.spoil(catalog);
    const auto refused = apply(catalog);
    ASSERT_FALSE(refused.has_value()) << row.field;
    EXPECT_EQ(refused.error().field, row.field);
    EXPECT_EQ(refused.error().reason, row.reason) << row.field;
  }
}

TEST_F(ApplyCatalogTest, IsForTheOperatorAlone) {
  const test::World world = test::make_world(harness);
  const auto refused = harness.run(ApplyCatalog{one_product(), true}, world.actor(world.admin));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "operatorOnly");
}

}  // namespace
}  // namespace perseat::usecases
