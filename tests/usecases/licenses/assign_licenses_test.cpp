// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/licenses/assign_licenses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/samples.h"
#include "usecases/licenses/unassign_licenses.h"

namespace perseat::usecases {
namespace {

class AssignLicensesTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  SubscriptionId subscription_ = test::add_subscription(harness_, world_, 5);
  Actor buyer_ = world_.actor(world_.buyer);

  auto assign(std::vector<UserId> users) {
    return harness_.run(AssignLicenses{subscription_, std::move(users), {}}, buyer_);
  }
  auto unassign(std::vector<UserId> users) {
    return harness_.run(UnassignLicenses{subscription_, std::move(users)}, buyer_);
  }
  std::vector<UserId> people(int count) {
    std::vector<UserId> made;
    for (int i = 0; i < count; ++i)
      made.push_back(test::add_member(harness_, world_.org, "Person"));
    return made;
  }
  void set_subscription(SubscriptionStatus status, ManagementScope scope) {
    store::Needs needs;
    needs.subscriptions.add({world_.org, subscription_});
    const Subscription before = harness_.load(needs).subscriptions.get({world_.org, subscription_});
    harness_.insert([&](store::State& state) {
      state.subscriptions.put_loaded(before);
      Subscription& changed = state.subscriptions.change(before.key());
      changed.status = status;
      changed.scope = scope;
    });
  }
  store::State stored(const std::vector<UserId>& users = {}) {
    store::Needs needs;
    needs.license_pools.add({world_.org, subscription_});
    needs.audit_heads.add(world_.org);
    for (const UserId user : users) needs.assignments.add({world_.org, subscription_, user});
    return harness_.load(needs);
  }
  std::int64_t stored_assigned() {
    return stored().license_pools.get({world_.org, subscription_}).assigned;
  }
};

TEST_F(AssignLicensesTest, GivesSeatsAndTellsHowManyAreLeft) {
  const auto done = assign({world_.colleague, world_.buyer});
  ASSERT_TRUE(done.has_value()) << done.error().reason;
  EXPECT_EQ(done->available, 3);
  ASSERT_EQ(done->results.size(), 2u);
  EXPECT_EQ(done->results[0].user, world_.colleague);
  EXPECT_EQ(done->results[0].outcome, SeatOutcome::assigned);
  const store::State state = stored({world_.colleague});
  const Assignment& row = state.assignments.get({world_.org, subscription_, world_.colleague});
  EXPECT_EQ(row.assigned_by, world_.buyer);
  EXPECT_EQ(row.disabled_service_plans, "");
  EXPECT_EQ(stored_assigned(), 2);
  EXPECT_EQ(state.audit_heads.get(world_.org).sequence, 1);
}

TEST_F(AssignLicensesTest, ChangesNothingWhenRepeated) {
  ASSERT_TRUE(assign({world_.colleague}).has_value());
  const auto again = assign({world_.colleague});
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->results[0].outcome, SeatOutcome::already_assigned);
  EXPECT_EQ(again->available, 4);
  EXPECT_EQ(stored_assigned(), 1);
  EXPECT_EQ(stored().audit_heads.get(world_.org).sequence, 1);
  ASSERT_TRUE(unassign({world_.colleague}).has_value());
  const auto twice = unassign({world_.colleague});
  ASSERT_TRUE(twice.has_value());
  EXPECT_EQ(twice->results[0].outcome, SeatOutcome::not_assigned);
  EXPECT_EQ(stored_assigned(), 0);
}

TEST_F(AssignLicensesTest, RefusesAllAndSaysWhyForEachPerson) {
  const auto refused =
      assign({world_.colleague, world_.stranger, world_.guest, world_.leaver, world_.colleague});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_EQ(refused.error().reason, "peopleNotAssignable");
  std::vector<std::string> reasons;
  for (const FieldError& error : refused.error().errors)
    reasons.push_back(error.field + " " + error.reason);
  EXPECT_EQ(reasons, (std::vector<std::string>{"userIds[1] notFound", "userIds[2] guest",
                                               "userIds[3] disabled", "userIds[4] duplicate"}));
  EXPECT_EQ(stored_assigned(), 0);
}

TEST_F(AssignLicensesTest, TakesTwentyPeopleAndRefusesTwentyOneWhole) {
  subscription_ = test::add_subscription(harness_, world_, 100);
  auto many = people(21);
  const auto refused = assign(many);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "tooManyPeople");
  EXPECT_EQ(stored_assigned(), 0);
  many.pop_back();
  EXPECT_TRUE(assign(many).has_value());
  EXPECT_EQ(stored_assigned(), 20);
  many.push_back(world_.colleague);
  EXPECT_EQ(unassign(many).error().reason, "tooManyPeople");
  EXPECT_EQ(assign({}).error().reason, "peopleRequired");
}

TEST_F(AssignLicensesTest, RefusesAllWhenSeatsAreMissingAndSaysHowMany) {
  const auto refused = assign(people(6));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(refused.error().reason, "noSeats");
  EXPECT_EQ(refused.error().detail, "6 licenses are needed and 5 are available.");
  EXPECT_EQ(stored_assigned(), 0);
}

TEST_F(AssignLicensesTest, SwitchesOffOnlyPlansOfTheProduct) {
  const auto assign_with = [&](std::vector<std::string> plans) {
    return harness_.run(AssignLicenses{subscription_, {world_.colleague}, std::move(plans)},
                        buyer_);
  };
  EXPECT_EQ(assign_with({"charts", "diagrams"}).error().reason, "servicePlanUnknown");
  EXPECT_EQ(assign_with({"charts", "diagrams"}).error().field, "disabledServicePlans[1]");
  EXPECT_EQ(assign_with({"charts", "charts"}).error().reason, "duplicate");
  ASSERT_TRUE(assign_with({"sharing", "charts"}).has_value());
  const auto plans = [&] {
    return stored({world_.colleague})
        .assignments.get({world_.org, subscription_, world_.colleague})
        .disabled_service_plans;
  };
  EXPECT_EQ(plans(), "charts sharing");
  // Without plans in the request they stay; with them they are replaced.
  ASSERT_TRUE(assign({world_.colleague}).has_value());
  EXPECT_EQ(plans(), "charts sharing");
  ASSERT_TRUE(assign_with({}).has_value());
  EXPECT_EQ(plans(), "");
  EXPECT_EQ(stored_assigned(), 1);
}

TEST_F(AssignLicensesTest, IsForThePurchaserOfASelfServiceSubscription) {
  const auto run_as = [&](UserId user) {
    return harness_.run(AssignLicenses{subscription_, {world_.colleague}, {}}, world_.actor(user));
  };
  EXPECT_EQ(run_as(world_.admin).error().reason, "selfServiceAdminReadOnly");
  EXPECT_EQ(run_as(world_.admin).error().code, ErrorCode::forbidden);
  EXPECT_EQ(run_as(world_.colleague).error().code, ErrorCode::not_found);
  EXPECT_EQ(run_as(world_.stranger).error().code, ErrorCode::not_found);
  EXPECT_TRUE(run_as(world_.buyer).has_value());
  const auto admin_takes =
      harness_.run(UnassignLicenses{subscription_, {world_.colleague}}, world_.actor(world_.admin));
  EXPECT_EQ(admin_takes.error().reason, "selfServiceAdminReadOnly");
}

TEST_F(AssignLicensesTest, IsForAdminsOfLicensesOnACentralSubscription) {
  set_subscription(SubscriptionStatus::active, ManagementScope::organization);
  struct Row {
    Role role;
    bool allowed;
  };
  for (const Row& row :
       {Row{Role::license_admin, true}, Row{Role::user_admin, true}, Row{Role::global_admin, true},
        Row{Role::billing_admin, false}, Row{Role::global_reader, false}}) {
    Actor actor = world_.actor(world_.colleague);
    actor.roles.push_back({row.role, {}});
    const auto done = harness_.run(AssignLicenses{subscription_, {world_.colleague}, {}}, actor);
    EXPECT_EQ(done.has_value(), row.allowed) << enum_text(row.role);
  }
  // Whoever signed the order of a central subscription has no say in it.
  EXPECT_FALSE(assign({world_.colleague}).has_value());
}

TEST_F(AssignLicensesTest, FollowsTheStateOfTheSubscription) {
  struct Row {
    SubscriptionStatus status;
    std::string assign;
    std::string unassign;
  };
  const Row rows[] = {{SubscriptionStatus::active, "", ""},
                      {SubscriptionStatus::trial, "", ""},
                      {SubscriptionStatus::expired, "", ""},
                      {SubscriptionStatus::disabled, "subscriptionDisabled", ""},
                      {SubscriptionStatus::deleted, "subscriptionDeleted", "subscriptionDeleted"},
                      {SubscriptionStatus::pending_payment, "paymentPending", "paymentPending"}};
  harness_.leaves_damage();  // a pool before the first payment
  for (const Row& row : rows) {
    set_subscription(row.status, ManagementScope::individual);
    const auto assigned = assign({world_.colleague});
    EXPECT_EQ(assigned ? "" : assigned.error().reason, row.assign) << enum_text(row.status);
    const auto unassigned = unassign({world_.colleague});
    EXPECT_EQ(unassigned ? "" : unassigned.error().reason, row.unassign) << enum_text(row.status);
  }
}

TEST_F(AssignLicensesTest, FreesTheSeatsOfLeaversAndGuestsToo) {
  harness_.insert([&](store::State& state) {
    state.assignments.add(
        {world_.org, subscription_, world_.leaver, harness_.clock.now(), world_.buyer, ""});
    state.license_pools.put_loaded({world_.org, subscription_, 5, 0, 1});
    state.license_pools.change({world_.org, subscription_}).assigned = 1;
  });
  const auto done = unassign({world_.leaver, world_.guest});
  ASSERT_TRUE(done.has_value()) << done.error().reason;
  EXPECT_EQ(done->results[0].outcome, SeatOutcome::unassigned);
  EXPECT_EQ(done->results[1].outcome, SeatOutcome::not_assigned);
  EXPECT_EQ(done->available, 5);
  const auto refused = unassign({world_.stranger});
  EXPECT_EQ(refused.error().reason, "peopleNotUnassignable");
}

}  // namespace
}  // namespace perseat::usecases
