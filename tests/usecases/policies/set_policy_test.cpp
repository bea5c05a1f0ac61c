// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/policies/set_policy.h"

#include <gtest/gtest.h>

#include <string>

#include "support/samples.h"

namespace perseat::usecases {
namespace {

class SetPolicyTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Actor admin_ = world_.actor(world_.admin);

  std::string set(ProductId product, SelfServicePolicy value, const std::string& if_match = "") {
    const auto done = harness_.run(SetPolicy{product, value}, admin_, if_match);
    return done ? "" : done.error().reason;
  }
  std::int64_t events() {
    store::Needs needs;
    needs.audit_heads.add(world_.org);
    return harness_.load(needs).audit_heads.get(world_.org).sequence;
  }
  const PolicyEntry* stored(ProductId product) {
    store::Needs needs;
    needs.policies.add({world_.org, product});
    state_ = harness_.load(needs);
    return state_.policies.find({world_.org, product});
  }
  store::State state_;
};

TEST_F(SetPolicyTest, KeepsTheValueByProductAndForAllOthers) {
  EXPECT_EQ(stored(world_.product), nullptr);
  EXPECT_EQ(set({}, SelfServicePolicy::disabled), "");
  EXPECT_EQ(set(world_.product, SelfServicePolicy::ask_first), "");
  ASSERT_NE(stored(world_.product), nullptr);
  EXPECT_EQ(stored(world_.product)->value, SelfServicePolicy::ask_first);
  EXPECT_EQ(stored(world_.product)->changed_by, world_.admin);
  EXPECT_EQ(stored({})->value, SelfServicePolicy::disabled);
  EXPECT_EQ(events(), 2);
}

TEST_F(SetPolicyTest, ChangesNothingWhenTheValueIsThereAlready) {
  EXPECT_EQ(set({}, SelfServicePolicy::disabled), "");
  EXPECT_EQ(set({}, SelfServicePolicy::disabled), "");
  EXPECT_EQ(events(), 1);
  EXPECT_EQ(stored({})->version, 1);
}

TEST_F(SetPolicyTest, RefusesAChangeOverANewerVersion) {
  EXPECT_EQ(set({}, SelfServicePolicy::disabled, "\"0\""), "");
  EXPECT_EQ(set({}, SelfServicePolicy::enabled, "\"0\""), "versionMismatch");
  EXPECT_EQ(set({}, SelfServicePolicy::enabled, "\"1\""), "");
}

TEST_F(SetPolicyTest, IsForGlobalAndBillingAdmins) {
  const auto reason = [&](Role role) {
    Actor actor = world_.actor(world_.colleague);
    actor.roles.push_back({role, {}});
    const auto done = harness_.run(SetPolicy{{}, SelfServicePolicy::disabled}, actor);
    return done ? "" : done.error().reason;
  };
  EXPECT_EQ(reason(Role::billing_admin), "");
  EXPECT_EQ(reason(Role::global_reader), "roleRequired");
  EXPECT_EQ(reason(Role::license_admin), "roleRequired");
}

TEST_F(SetPolicyTest, KnowsOnlyProductsThatExist) {
  EXPECT_EQ(set(harness_.new_id<ProductId>(), SelfServicePolicy::disabled), "notFound");
}

}  // namespace
}  // namespace perseat::usecases
