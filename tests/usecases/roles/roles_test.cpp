// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "support/samples.h"
#include "usecases/roles/create_role_assignment.h"
#include "usecases/roles/delete_role_assignment.h"

namespace perseat::usecases {
namespace {

class RolesTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Actor admin_ = world_.actor(world_.admin);

  std::string give(const CreateRoleAssignment& wanted, const Actor& actor) {
    const auto done = harness_.run(wanted, actor);
    if (done) last_ = done->id;
    return done ? "" : done.error().reason;
  }
  std::string take(RoleAssignmentId id, const Actor& actor) {
    const auto done = harness_.run(DeleteRoleAssignment{id}, actor);
    return done ? "" : done.error().reason;
  }
  BillingProfileId profile() {
    const SubscriptionId subscription = test::add_subscription(harness_, world_, 1);
    return test::profile_of(harness_, world_, subscription);
  }
  RoleAssignmentId last_;
};

TEST_F(RolesTest, AreGivenByGlobalAdminsAndTakenBack) {
  EXPECT_EQ(give({world_.colleague, Role::license_admin, {}}, admin_), "");
  EXPECT_EQ(give({world_.colleague, Role::license_admin, {}}, admin_), "roleAlreadyAssigned");
  EXPECT_EQ(take(last_, world_.actor(world_.buyer)), "roleRequired");
  EXPECT_EQ(take(last_, admin_), "");
  EXPECT_EQ(take(last_, admin_), "notFound");
  EXPECT_EQ(give({world_.colleague, Role::license_admin, {}}, admin_), "");
}

TEST_F(RolesTest, AreRefusedToThoseWhoMayNotGiveThem) {
  for (const Role role : {Role::user_admin, Role::billing_admin, Role::global_reader}) {
    Actor actor = world_.actor(world_.colleague);
    actor.roles.push_back({role, {}});
    EXPECT_EQ(give({world_.buyer, Role::global_admin, {}}, actor), "roleRequired")
        << enum_text(role);
  }
  EXPECT_EQ(give({world_.buyer, Role::global_admin, {}}, world_.actor(world_.buyer)),
            "roleRequired");
}

TEST_F(RolesTest, AreForActiveMembersOfTheOrganization) {
  EXPECT_EQ(give({world_.stranger, Role::license_admin, {}}, admin_), "userNotFound");
  EXPECT_EQ(give({world_.guest, Role::license_admin, {}}, admin_), "guest");
  EXPECT_EQ(give({world_.leaver, Role::license_admin, {}}, admin_), "disabled");
}

TEST_F(RolesTest, AreGivenOnAProfileOnlyWhereTheyBelongToOne) {
  const BillingProfileId own = profile();
  EXPECT_EQ(give({world_.colleague, Role::invoice_manager, {}}, admin_), "scopeMismatch");
  EXPECT_EQ(give({world_.colleague, Role::license_admin, own}, admin_), "scopeMismatch");
  EXPECT_EQ(give({world_.colleague, Role::deployment_operator, {}}, admin_), "scopeMismatch");
}

TEST_F(RolesTest, OfAProfileAreGivenByItsOwnerOnly) {
  const BillingProfileId own = profile();
  const CreateRoleAssignment wanted{world_.colleague, Role::invoice_manager, own};
  EXPECT_EQ(give(wanted, world_.actor(world_.buyer)), "");
  const RoleAssignmentId given = last_;
  Actor manager = world_.actor(world_.colleague);
  manager.roles.push_back({Role::invoice_manager, own});
  EXPECT_EQ(give({world_.admin, Role::billing_profile_reader, own}, manager),
            "billingRoleRequired");
  EXPECT_EQ(take(given, manager), "billingRoleRequired");
  // Who sees nothing of the profile is not told that it exists.
  const UserId outsider = test::add_member(harness_, world_.org, "Outsider");
  EXPECT_EQ(give(wanted, world_.actor(outsider)), "billingProfileNotFound");
  EXPECT_EQ(take(given, world_.actor(outsider)), "notFound");
  EXPECT_EQ(take(given, world_.actor(world_.buyer)), "");
}

TEST_F(RolesTest, KeepTheLastActiveGlobalAdmin) {
  store::Needs needs;
  needs.admins_of_organizations.push_back(world_.org);
  RoleAssignmentId first;
  harness_.load(needs).role_assignments.each([&](const RoleAssignment& row) { first = row.id; });
  EXPECT_EQ(take(first, admin_), "lastGlobalAdmin");
  // One who cannot sign in does not count.
  harness_.insert([&](store::State& state) {
    state.role_assignments.add({world_.org,
                                harness_.new_id<RoleAssignmentId>(),
                                world_.leaver,
                                Role::global_admin,
                                {},
                                harness_.clock.now(),
                                {}});
  });
  EXPECT_EQ(take(first, admin_), "lastGlobalAdmin");
  EXPECT_EQ(give({world_.colleague, Role::global_admin, {}}, admin_), "");
  EXPECT_EQ(take(first, admin_), "");
}

TEST_F(RolesTest, KeepTheLastOwnerOfTheBillingAccount) {
  EXPECT_EQ(give({world_.buyer, Role::billing_account_owner, {}}, admin_), "");
  const RoleAssignmentId first = last_;
  EXPECT_EQ(take(first, admin_), "lastOwner");
  Actor owner = world_.actor(world_.buyer);
  owner.roles.push_back({Role::billing_account_owner, {}});
  EXPECT_EQ(give({world_.colleague, Role::billing_account_owner, {}}, owner), "");
  EXPECT_EQ(take(first, owner), "");
}

}  // namespace
}  // namespace perseat::usecases
