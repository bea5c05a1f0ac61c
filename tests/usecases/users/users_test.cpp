// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/fold.h"
#include "support/samples.h"
#include "usecases/users/create_user.h"
#include "usecases/users/update_user.h"

namespace perseat::usecases {
namespace {

class UsersTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Actor admin_ = world_.actor(world_.admin);

  static NewAccount account(const std::string& email, const std::string& name) {
    NewAccount made;
    made.email = email;
    made.display_name = name;
    return made;
  }
  UserId create(const std::string& email, const std::string& name) {
    const auto made = harness_.run(CreateUser{account(email, name)}, admin_);
    EXPECT_TRUE(made.has_value());
    return made->user;
  }
  User stored(UserId user) {
    store::Needs needs;
    needs.users.add({world_.org, user});
    return harness_.load(needs).users.get({world_.org, user});
  }
  std::set<std::string> words_of(UserId user) {
    store::Needs needs;
    needs.search_words_of_users.push_back({world_.org, user});
    std::set<std::string> words;
    harness_.load(needs).user_search_words.each([&](const UserSearchWord& row) {
      words.insert(row.word);
      EXPECT_EQ(row.sort_name, stored(user).sort_name) << row.word;
    });
    return words;
  }
  std::string refusal_of(UpdateUser change, const Actor& actor, std::string if_match = {}) {
    const auto done = harness_.run(std::move(change), actor, std::move(if_match));
    return done ? "" : done.error().reason;
  }
  UpdateUser disable(UserId user) {
    UpdateUser change;
    change.user = user;
    change.state = UserState::disabled;
    return change;
  }
  void grant(UserId user, Role role) {
    harness_.insert([&](store::State& state) {
      state.role_assignments.add({world_.org,
                                  harness_.new_id<RoleAssignmentId>(),
                                  user,
                                  role,
                                  {},
                                  harness_.clock.now(),
                                  {}});
    });
  }
};

TEST_F(UsersTest, AreMadeWithLoginCountryAndSearchWords) {
  const UserId user = create(" Haneul.Park@Example.TEST ", " 박하늘 ");
  const User row = stored(user);
  EXPECT_EQ(row.display_name, "박하늘");
  EXPECT_EQ(row.email, "Haneul.Park@Example.TEST");
  EXPECT_EQ(row.usage_country, "DE");
  EXPECT_EQ(row.sort_name, fold("박하늘"));
  const auto words = words_of(user);
  EXPECT_TRUE(words.contains(fold("하늘")));
  EXPECT_TRUE(words.contains("haneul"));
  store::Needs needs;
  needs.logins.add("haneul.park@example.test");
  EXPECT_EQ(harness_.load(needs).logins.get("haneul.park@example.test").user, user);
}

TEST_F(UsersTest, AreRefusedWithATakenOrBrokenAddress) {
  create("one@example.test", "One");
  const auto reason = [&](const std::string& email, const std::string& name) {
    const auto made = harness_.run(CreateUser{account(email, name)}, admin_);
    return made ? "" : made.error().reason;
  };
  EXPECT_EQ(reason("ONE@example.test", "Two"), "emailTaken");
  EXPECT_EQ(reason("nobody", "Two"), "malformedEmail");
  EXPECT_EQ(reason("a b@example.test", "Two"), "malformedEmail");
  EXPECT_EQ(reason("a\r\nBcc: b@example.test", "Two"), "malformedEmail");
  EXPECT_EQ(reason("two@example.test", "  "), "tooShort");
  EXPECT_EQ(reason("two@example.test", "a\x01"), "malformedText");
  EXPECT_EQ(reason("two@example.test", "4242-4242-4242-4242"), "cardDataRefused");
}

TEST_F(UsersTest, AreMadeByGlobalAndUserAdminsOnly) {
  EXPECT_EQ(harness_.run(CreateUser{account("a@example.test", "A")}, world_.actor(world_.buyer))
                .error()
                .reason,
            "roleRequired");
  Actor user_admin = world_.actor(world_.buyer);
  user_admin.roles.push_back({Role::user_admin, {}});
  EXPECT_TRUE(harness_.run(CreateUser{account("a@example.test", "A")}, user_admin).has_value());
}

TEST_F(UsersTest, ChangeTheirOwnNameAndLanguageOnly) {
  const Actor self = world_.actor(world_.colleague);
  UpdateUser rename;
  rename.user = world_.colleague;
  rename.display_name = "Jürgen Neu";
  rename.locale = "de";
  EXPECT_EQ(refusal_of(rename, self), "");
  EXPECT_EQ(stored(world_.colleague).display_name, "Jürgen Neu");
  EXPECT_TRUE(words_of(world_.colleague).contains("neu"));
  rename.usage_country = "FR";
  EXPECT_EQ(refusal_of(rename, self), "roleRequired");
  rename.usage_country.reset();
  rename.user = world_.buyer;
  EXPECT_EQ(refusal_of(rename, self), "roleRequired");
}

TEST_F(UsersTest, AreFoundByTheNewNameAndNoMoreByTheOldOne) {
  const UserId user = create("kim@example.test", "Kim Alt");
  UpdateUser rename;
  rename.user = user;
  rename.display_name = "Kim Neu";
  ASSERT_EQ(refusal_of(rename, admin_), "");
  EXPECT_EQ(words_of(user), (std::set<std::string>{"kim", "kim@example.test", "neu"}));
}

TEST_F(UsersTest, AreChangedOnlyInTheVersionSeen) {
  UpdateUser change;
  change.user = world_.colleague;
  change.usage_country = "KR";
  EXPECT_EQ(refusal_of(change, admin_, "\"9\""), "versionMismatch");
  EXPECT_EQ(refusal_of(change, admin_, "\"1\""), "");
  EXPECT_EQ(stored(world_.colleague).version, 2);
  // The same again changes nothing.
  EXPECT_EQ(refusal_of(change, admin_), "");
  EXPECT_EQ(stored(world_.colleague).version, 2);
  change.usage_country = "XX";
  EXPECT_EQ(refusal_of(change, admin_), "unknownCountry");
  EXPECT_EQ(refusal_of(UpdateUser{world_.colleague, {}, {}, {}, {}, {}, {}}, admin_),
            "nothingToChange");
  change.user = world_.stranger;
  EXPECT_EQ(refusal_of(change, admin_), "notFound");
}

TEST_F(UsersTest, StopRenewingWhatTheyBoughtWhenDisabled) {
  const SubscriptionId subscription = test::add_subscription(harness_, world_, 5);
  harness_.insert([&](store::State& state) {
    state.sessions.add({"hash", world_.org, world_.buyer, "csrf", {}, {}});
    state.sessions.add({"other", world_.org, world_.colleague, "csrf", {}, {}});
  });
  const auto done = harness_.run(disable(world_.buyer), admin_);
  ASSERT_TRUE(done.has_value()) << done.error().reason;
  EXPECT_EQ(done->stopped, std::vector<SubscriptionId>{subscription});
  store::Needs needs;
  needs.subscriptions.add({world_.org, subscription});
  needs.sessions.add("hash");
  needs.sessions.add("other");
  needs.audit_heads.add(world_.org);
  const store::State state = harness_.load(needs);
  const Subscription& row = state.subscriptions.get({world_.org, subscription});
  EXPECT_EQ(row.recurring_billing, RecurringBilling::off);
  EXPECT_EQ(row.status, SubscriptionStatus::active);
  EXPECT_FALSE(row.renews_at.has_value());
  EXPECT_TRUE(row.expires_at.has_value());
  EXPECT_EQ(row.next_lifecycle_at, row.expires_at);
  EXPECT_EQ(state.sessions.find("hash"), nullptr);
  EXPECT_NE(state.sessions.find("other"), nullptr);
  // One event for the account and one for the subscription.
  EXPECT_EQ(state.audit_heads.get(world_.org).sequence, 2);
}

TEST_F(UsersTest, KeepRenewingWhereTheDeploymentSaysSo) {
  test::add_subscription(harness_, world_, 5);
  UpdateUser change = disable(world_.buyer);
  change.settings.leaver_rule = LeaverRule::keep;
  const auto done = harness_.run(change, admin_);
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->stopped.empty());
}

TEST_F(UsersTest, CannotDisableThemselvesNorTheLastGlobalAdmin) {
  EXPECT_EQ(refusal_of(disable(world_.admin), admin_), "ownAccount");
  Actor other_admin = world_.actor(world_.colleague);
  other_admin.roles.push_back({Role::global_admin, {}});
  // The caller's role is not in the database, so the other one is the last.
  EXPECT_EQ(refusal_of(disable(world_.admin), other_admin), "lastGlobalAdmin");
  grant(world_.leaver, Role::global_admin);
  EXPECT_EQ(refusal_of(disable(world_.admin), other_admin), "lastGlobalAdmin");
  grant(world_.colleague, Role::global_admin);
  EXPECT_EQ(refusal_of(disable(world_.admin), other_admin), "");
}

TEST_F(UsersTest, OfWhichAUserAdminDisablesNoAdmin) {
  Actor user_admin = world_.actor(world_.colleague);
  user_admin.roles.push_back({Role::user_admin, {}});
  grant(world_.buyer, Role::billing_admin);
  EXPECT_EQ(refusal_of(disable(world_.buyer), user_admin), "roleRequired");
  UpdateUser password;
  password.user = world_.buyer;
  password.password_hash = "hash";
  EXPECT_EQ(refusal_of(password, user_admin), "roleRequired");
  EXPECT_EQ(refusal_of(disable(world_.guest), user_admin), "");
}

TEST_F(UsersTest, SignInWithTheNewPasswordOnly) {
  const UserId user = create("kim@example.test", "Kim");
  harness_.insert(
      [&](store::State& state) { state.sessions.add({"hash", world_.org, user, "csrf", {}, {}}); });
  UpdateUser change;
  change.user = user;
  change.password_hash = "new hash";
  ASSERT_EQ(refusal_of(change, admin_), "");
  store::Needs needs;
  needs.logins.add("kim@example.test");
  needs.sessions.add("hash");
  const store::State state = harness_.load(needs);
  EXPECT_EQ(state.logins.get("kim@example.test").password_hash, "new hash");
  EXPECT_EQ(state.sessions.find("hash"), nullptr);
}

}  // namespace
}  // namespace perseat::usecases
