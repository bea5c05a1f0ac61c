// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who somebody is, by what they sign in with, and what they are told about themselves.
#include <gtest/gtest.h>

#include "base/fold.h"
#include "queries/identity/find_principal.h"
#include "queries/identity/show_me.h"
#include "support/json_text.h"
#include "support/samples.h"

namespace perseat::queries {
namespace {

class IdentityQueries : public testing::Test {
 protected:
  ApiTokenId add_token(const std::string& secret_hash, UserId user,
                       std::optional<Instant> revoked_at = std::nullopt) {
    harness_.clock.advance_ms(1);
    const auto id = harness_.new_id<ApiTokenId>();
    harness_.insert([&](store::State& state) {
      state.api_tokens.add({secret_hash, world_.org, id, user, "of " + secret_hash, "read buy",
                            harness_.clock.now(), std::nullopt, revoked_at});
    });
    return id;
  }
  void add_session(const std::string& secret_hash, UserId user) {
    harness_.insert([&](store::State& state) {
      state.sessions.add({secret_hash, world_.org, user, "csrf", harness_.clock.now(),
                          harness_.clock.now().plus_ms(day_ms)});
    });
  }
  Principal session_of(UserId user) {
    add_session(user.text(), user);
    return **find_session_principal(harness_.reader(), user.text());
  }
  [[nodiscard]] Actor actor(UserId user) const { return world_.actor(user); }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
};

TEST_F(IdentityQueries, FindWhoASessionIs) {
  const Principal admin = session_of(world_.admin);
  EXPECT_EQ(admin.actor.org, world_.org);
  EXPECT_EQ(admin.actor.user, world_.admin);
  ASSERT_EQ(admin.actor.roles.size(), 1U);
  EXPECT_EQ(admin.actor.roles[0].role, Role::global_admin);
  EXPECT_TRUE(admin.is_active);
  EXPECT_EQ(admin.csrf_token, "csrf");
  EXPECT_EQ(admin.ends, harness_.clock.now().plus_ms(day_ms));
  EXPECT_TRUE(admin.token.is_nil());
  EXPECT_TRUE(session_of(world_.guest).actor.is_guest);
  EXPECT_FALSE(session_of(world_.leaver).is_active);
  EXPECT_FALSE(find_session_principal(harness_.reader(), "unknown")->has_value());
}

TEST_F(IdentityQueries, FindWhoATokenIsUntilItIsRevoked) {
  const ApiTokenId id = add_token("valid", world_.buyer);
  add_token("revoked", world_.buyer, harness_.clock.now());
  const auto found = *find_token_principal(harness_.reader(), "valid");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->actor.user, world_.buyer);
  EXPECT_EQ(found->scopes, "read buy");
  EXPECT_EQ(found->token, id);
  EXPECT_EQ(found->ends, std::nullopt);
  EXPECT_TRUE(found->csrf_token.empty());
  EXPECT_FALSE(find_token_principal(harness_.reader(), "revoked")->has_value());
  EXPECT_FALSE(find_token_principal(harness_.reader(), "unknown")->has_value());
}

TEST_F(IdentityQueries, FindALoginByItsAddressAndByItsOwner) {
  const auto own = *find_own_login(harness_.reader(), actor(world_.leaver));
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(own->login.user, world_.leaver);
  EXPECT_EQ(own->display_name, "Leaver");
  EXPECT_FALSE(own->is_active);
  const auto same = *find_login(harness_.reader(), own->login.email_folded);
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(same->login.user, world_.leaver);
  EXPECT_FALSE(find_login(harness_.reader(), "nobody@example.test")->has_value());
}

TEST_F(IdentityQueries, ShowPeopleThemselvesAndWhatTheyMayDo) {
  const test::JsonText me(show_me(harness_.reader(), session_of(world_.buyer), "worldwide"));
  EXPECT_EQ(me.text("user/displayName"), "Bora Kim");
  EXPECT_EQ(me.text("organization/id"), world_.org.text());
  EXPECT_EQ(me.text("organization/timeZone"), "Europe/Berlin");
  EXPECT_EQ(me.text("cloud"), "worldwide");
  EXPECT_EQ(me.text("csrfToken"), "csrf");
  EXPECT_EQ(me.at("roles").size(), 0U);
  EXPECT_TRUE(me.flag("allowedActions/buySubscription/allowed"));
  EXPECT_EQ(me.text("allowedActions/setPolicy/reason"), "roleRequired");
  const test::JsonText admin(show_me(harness_.reader(), session_of(world_.admin), "worldwide"));
  EXPECT_EQ(admin.text("roles/0/role"), "globalAdmin");
  EXPECT_TRUE(admin.at("roles/0/billingProfileId").is_null());
  EXPECT_TRUE(admin.flag("allowedActions/setPolicy/allowed"));
  Principal nobody;
  nobody.actor.org = world_.org;
  EXPECT_EQ(show_me(harness_.reader(), nobody, "").error().code, ErrorCode::not_found);
}

TEST_F(IdentityQueries, ListOnesOwnTokensThatHoldOldestFirst) {
  const ApiTokenId first = add_token("first", world_.buyer);
  add_token("revoked", world_.buyer, harness_.clock.now());
  const ApiTokenId second = add_token("second", world_.buyer);
  add_token("another's", world_.colleague);
  const auto list = [&](std::int64_t limit, const std::optional<std::string>& cursor) {
    return test::JsonText(list_api_tokens(harness_.reader(), actor(world_.buyer), limit, cursor));
  };
  const auto all = list(50, std::nullopt);
  ASSERT_EQ(all.at("items").size(), 2U);
  EXPECT_EQ(all.text("items/0/id"), first.text());
  EXPECT_EQ(all.text("items/0/name"), "of first");
  EXPECT_EQ(all.text("items/0/scopes/1"), "buy");
  const auto page = list(1, std::nullopt);
  ASSERT_EQ(page.at("items").size(), 1U);
  const auto rest = list(1, page.text("nextCursor"));
  ASSERT_EQ(rest.at("items").size(), 1U);
  EXPECT_EQ(rest.text("items/0/id"), second.text());
  EXPECT_TRUE(rest.at("nextCursor").is_null());
}

}  // namespace
}  // namespace perseat::queries
