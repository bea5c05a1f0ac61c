// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Whatever a buyer does, the rules between the rows hold after it.
#include <gtest/gtest.h>

#include "support/buying.h"
#include "support/invariants.h"
#include "usecases/licenses/assign_licenses.h"

namespace perseat::test {
namespace {

TEST(Consistency, HoldsThroughTheLifeOfASubscription) {
  Harness harness;
  Shop shop(harness);
  const SubscriptionId subscription = shop.buy(10);
  expect_consistent(harness);
  shop.pass_days(3);
  shop.change_to(subscription, 15);
  const World& world = shop.world();
  usecases::AssignLicenses assign;
  assign.subscription = subscription;
  assign.users = {world.colleague, world.buyer};
  ASSERT_TRUE(harness.run(assign, shop.buyer()).has_value());
  expect_consistent(harness);
  shop.pass_days(5);
  shop.change_to(subscription, 6);
  expect_consistent(harness);
  for (const PaymentAttempt& attempt : shop.attempts()) {
    if (attempt.status == AttemptStatus::open) shop.pay(attempt.id);
  }
  ASSERT_TRUE(shop.cancel(subscription).has_value());
  expect_consistent(harness);
}

TEST(Consistency, HoldsWhileAChargeIsOpenAndAfterItIsDeclined) {
  Harness harness;
  Shop shop(harness);
  const auto bought = harness.run(shop.purchase(3), shop.buyer());
  ASSERT_TRUE(bought.has_value());
  expect_consistent(harness);
  shop.decline(bought->attempt);
  expect_consistent(harness);
  const SubscriptionId subscription = shop.buy(5);
  const auto more = shop.set_quantity(subscription, 8);
  ASSERT_TRUE(more.has_value());
  expect_consistent(harness);
  shop.decline(more->attempt);
  expect_consistent(harness);
}

}  // namespace
}  // namespace perseat::test
