// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Roles, policies and the audit trail, as they are read.
#include <gtest/gtest.h>

#include "queries/audit/list_audit_events.h"
#include "queries/policies/show_policies.h"
#include "queries/roles/list_role_assignments.h"
#include "support/json_text.h"
#include "support/samples.h"
#include "usecases/policies/set_policy.h"
#include "usecases/roles/create_role_assignment.h"

namespace perseat::queries {
namespace {

class RecordsTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Actor admin_ = world_.actor(world_.admin);

  void set(ProductId product, SelfServicePolicy value) {
    harness_.clock.advance_ms(minute_ms);
    ASSERT_TRUE(harness_.run(usecases::SetPolicy{product, value}, admin_).has_value());
  }
  test::JsonText events(const AuditFilter& filter, const Page& page = {}) {
    return test::JsonText(list_audit_events(harness_.reader(), admin_, filter, page));
  }
};

TEST_F(RecordsTest, ShowTheDefaultFirstAndWhatEachProductInherits) {
  const test::JsonText unset(list_policies(harness_.reader(), admin_, {}));
  ASSERT_EQ(unset.at("items").size(), 2u);
  EXPECT_EQ(unset.text("items/0/productId"), "default");
  EXPECT_EQ(unset.text("items/0/value"), "enabled");
  EXPECT_TRUE(unset.flag("items/0/inherited"));
  EXPECT_TRUE(unset.at("items/0/changedBy").is_null());
  set({}, SelfServicePolicy::disabled);
  const test::JsonText first(list_policies(harness_.reader(), admin_, {1, ""}));
  EXPECT_FALSE(first.flag("items/0/inherited"));
  const test::JsonText second(
      list_policies(harness_.reader(), admin_, {1, first.text("nextCursor")}));
  EXPECT_EQ(second.text("items/0/productName"), "Chart Studio");
  EXPECT_EQ(second.text("items/0/value"), "disabled");
  EXPECT_TRUE(second.flag("items/0/inherited"));
  EXPECT_TRUE(second.at("nextCursor").is_null());
}

TEST_F(RecordsTest, ShowTheHistoryOfAPolicyNewestFirst) {
  set(world_.product, SelfServicePolicy::ask_first);
  set(world_.product, SelfServicePolicy::disabled);
  const auto shown = get_policy(harness_.reader(), admin_, world_.product);
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->etag, "\"2\"");
  const test::JsonText policy(Result<std::string>(shown->body));
  EXPECT_EQ(policy.text("value"), "disabled");
  EXPECT_EQ(policy.text("changedBy/displayName"), "Ada Admin");
  ASSERT_EQ(policy.at("history").size(), 2u);
  EXPECT_EQ(policy.text("history/0/before"), "askFirst");
  EXPECT_EQ(policy.text("history/1/before"), "enabled");
  EXPECT_EQ(policy.text("history/1/after"), "askFirst");
  EXPECT_EQ(get_policy(harness_.reader(), admin_, ProductId{})->etag, "\"0\"");
  EXPECT_EQ(get_policy(harness_.reader(), admin_, harness_.new_id<ProductId>()).error().reason,
            "notFound");
  EXPECT_EQ(get_policy(harness_.reader(), world_.actor(world_.buyer), {}).error().reason,
            "roleRequired");
}

TEST_F(RecordsTest, ShowRolesToAdminsAndOfAProfileToItsOwner) {
  const test::JsonText all(list_role_assignments(harness_.reader(), admin_, {}, {}));
  ASSERT_EQ(all.at("items").size(), 1u);
  EXPECT_EQ(all.text("items/0/role"), "globalAdmin");
  EXPECT_TRUE(all.at("items/0/billingProfileId").is_null());
  EXPECT_TRUE(all.at("items/0/grantedBy").is_null());
  const Actor buyer = world_.actor(world_.buyer);
  EXPECT_EQ(list_role_assignments(harness_.reader(), buyer, {}, {}).error().reason, "roleRequired");
  const SubscriptionId subscription = test::add_subscription(harness_, world_, 1);
  const BillingProfileId profile = test::profile_of(harness_, world_, subscription);
  harness_.clock.advance_ms(1);
  const auto given = harness_.run(
      usecases::CreateRoleAssignment{world_.colleague, Role::invoice_manager, profile}, buyer);
  ASSERT_TRUE(given.has_value());
  const test::JsonText own(list_role_assignments(harness_.reader(), buyer, {}, {}));
  ASSERT_EQ(own.at("items").size(), 1u);
  EXPECT_EQ(own.text("items/0/billingProfileId"), profile.text());
  EXPECT_EQ(own.text("items/0/grantedBy/displayName"), "Bora Kim");
  const RoleAssignmentId made{*parse_uuid(own.text("items/0/id"))};
  const test::JsonText one(show_role_assignment(harness_.reader(), world_.org, made));
  EXPECT_EQ(one.text("role"), "invoiceManager");
  EXPECT_EQ(one.text("user/displayName"), "Jürgen Weiß");
  EXPECT_EQ(show_role_assignment(harness_.reader(), world_.other_org, made).error().code,
            ErrorCode::not_found);
  RoleFilter filter;
  filter.role = Role::global_admin;
  const test::JsonText admins(list_role_assignments(harness_.reader(), admin_, filter, {}));
  EXPECT_EQ(admins.at("items").size(), 1u);
  EXPECT_EQ(admins.text("items/0/role"), "globalAdmin");
  filter.user = world_.colleague;
  const test::JsonText none(list_role_assignments(harness_.reader(), admin_, filter, {}));
  EXPECT_EQ(none.at("items").size(), 0u);
  filter.role.reset();
  const test::JsonText of_user(list_role_assignments(harness_.reader(), admin_, filter, {}));
  ASSERT_EQ(of_user.at("items").size(), 1u);
  EXPECT_EQ(of_user.text("items/0/role"), "invoiceManager");
  const test::JsonText first(list_role_assignments(harness_.reader(), admin_, {}, {1, ""}));
  EXPECT_EQ(first.text("items/0/role"), "globalAdmin");
  const test::JsonText rest(
      list_role_assignments(harness_.reader(), admin_, {}, {1, first.text("nextCursor")}));
  EXPECT_EQ(rest.text("items/0/role"), "invoiceManager");
  EXPECT_TRUE(rest.at("nextCursor").is_null());
}

TEST_F(RecordsTest, ShowEventsNewestFirstByWhomWhatAndWhen) {
  set(world_.product, SelfServicePolicy::ask_first);
  const Instant second = harness_.clock.now().plus_ms(minute_ms);
  set(world_.product, SelfServicePolicy::disabled);
  set({}, SelfServicePolicy::disabled);
  const auto all = events({});
  ASSERT_EQ(all.at("items").size(), 3u);
  EXPECT_EQ(all.integer("items/0/sequence"), 3);
  EXPECT_EQ(all.text("items/0/subject/kind"), "organization");
  EXPECT_EQ(all.text("items/0/actor/displayName"), "Ada Admin");
  EXPECT_EQ(all.text("items/1/changes/0/before"), "askFirst");
  EXPECT_EQ(all.text("items/1/requestId"), "test-request");
  EXPECT_EQ(all.text("items/1/hash").size(), 64u);

  AuditFilter by_subject;
  by_subject.subject = world_.product.uuid;
  EXPECT_EQ(events(by_subject).at("items").size(), 2u);
  AuditFilter by_time;
  by_time.from = second;
  by_time.to = second.plus_ms(1);
  const auto at_second = events(by_time);
  ASSERT_EQ(at_second.at("items").size(), 1u);
  EXPECT_EQ(at_second.integer("items/0/sequence"), 2);
  AuditFilter by_action;
  by_action.action = "buySubscription";
  EXPECT_EQ(events(by_action).at("items").size(), 0u);
  AuditFilter by_actor;
  by_actor.actor = world_.buyer;
  EXPECT_EQ(events(by_actor).at("items").size(), 0u);

  const auto first = events({}, {2, ""});
  const auto rest = events({}, {2, first.text("nextCursor")});
  ASSERT_EQ(rest.at("items").size(), 1u);
  EXPECT_EQ(rest.integer("items/0/sequence"), 1);
  EXPECT_TRUE(rest.at("nextCursor").is_null());
  EXPECT_EQ(list_audit_events(harness_.reader(), world_.actor(world_.buyer), {}, {}).error().reason,
            "roleRequired");
}

}  // namespace
}  // namespace perseat::queries
