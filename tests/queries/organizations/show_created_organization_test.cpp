// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/organizations/show_created_organization.h"

#include <gtest/gtest.h>

#include "support/json_text.h"
#include "support/samples.h"

namespace perseat::queries {
namespace {

TEST(ShowCreatedOrganization, ShowsItWithItsFirstAdmin) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  harness.clock.advance_ms(1);
  harness.insert([&](store::State& state) {
    state.role_assignments.add({world.org,
                                harness.new_id<RoleAssignmentId>(),
                                world.colleague,
                                Role::global_admin,
                                {},
                                harness.clock.now(),
                                world.admin});
  });
  const test::JsonText shown(show_created_organization(harness.reader(), world.org));
  EXPECT_EQ(shown.text("organization/id"), world.org.text());
  EXPECT_EQ(shown.text("organization/name"), "Example GmbH");
  EXPECT_EQ(shown.text("organization/country"), "DE");
  EXPECT_EQ(shown.text("organization/timeZone"), "Europe/Berlin");
  EXPECT_EQ(shown.text("organization/kind"), "commercial");
  EXPECT_EQ(shown.text("admin/id"), world.admin.text());
  EXPECT_EQ(shown.text("admin/displayName"), "Ada Admin");
  EXPECT_EQ(show_created_organization(harness.reader(), harness.new_id<OrgId>()).error().code,
            ErrorCode::not_found);
}

}  // namespace
}  // namespace perseat::queries
