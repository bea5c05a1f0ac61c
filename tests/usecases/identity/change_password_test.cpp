// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/identity/change_password.h"

#include <gtest/gtest.h>

#include <string>

#include "support/samples.h"
#include "usecases/identity/begin_session.h"

namespace perseat::usecases {
namespace {

class ChangePasswordTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Actor self_ = world_.actor(world_.colleague);
  std::string email_ = world_.colleague.text() + "@example.test";

  void SetUp() override {
    store::Needs needs;
    needs.logins.add(email_);
    harness_.insert([&](store::State& state) {
      state = harness_.load(needs);
      state.logins.change(email_).password_hash = "old hash";
      state.sessions.add({"asks", world_.org, world_.colleague, "csrf", {}, {}});
      state.sessions.add({"elsewhere", world_.org, world_.colleague, "csrf", {}, {}});
      state.sessions.add({"of another", world_.org, world_.buyer, "csrf", {}, {}});
      state.api_tokens.add({"token",
                            world_.org,
                            harness_.new_id<ApiTokenId>(),
                            world_.colleague,
                            "script",
                            "read",
                            {},
                            {},
                            {}});
    });
  }
  [[nodiscard]] ChangePassword wanted(bool matches = true) const {
    return {email_, "old hash", matches, "new hash", "asks"};
  }
  store::State stored() {
    store::Needs needs;
    needs.logins.add(email_);
    for (const char* session : {"asks", "elsewhere", "of another"}) needs.sessions.add(session);
    needs.api_tokens.add("token");
    needs.audit_heads.add(world_.org);
    return harness_.load(needs);
  }
};

TEST_F(ChangePasswordTest, EndsTheOtherSessionsAndNoTokens) {
  const auto done = harness_.run(wanted(), self_);
  ASSERT_TRUE(done.has_value()) << done.error().reason;
  EXPECT_TRUE(done->accepted);
  const store::State state = stored();
  EXPECT_EQ(state.logins.get(email_).password_hash, "new hash");
  EXPECT_NE(state.sessions.find("asks"), nullptr);
  EXPECT_EQ(state.sessions.find("elsewhere"), nullptr);
  EXPECT_NE(state.sessions.find("of another"), nullptr);
  EXPECT_FALSE(state.api_tokens.get("token").revoked_at.has_value());
  EXPECT_EQ(state.audit_heads.get(world_.org).sequence, 1);
}

TEST_F(ChangePasswordTest, EndsEverySessionWhenATokenAsks) {
  ChangePassword change = wanted();
  change.session_secret_hash.clear();
  ASSERT_TRUE(harness_.run(change, self_).has_value());
  EXPECT_EQ(stored().sessions.find("asks"), nullptr);
}

TEST_F(ChangePasswordTest, CountsAWrongPresentPasswordAsAFailedSignIn) {
  for (int failure = 1; failure <= free_failures_max + 1; ++failure) {
    const auto done = harness_.run(wanted(false), self_);
    ASSERT_TRUE(done.has_value());
    EXPECT_FALSE(done->accepted);
    const store::State state = stored();
    EXPECT_EQ(state.logins.get(email_).failures, failure);
    EXPECT_EQ(state.logins.get(email_).password_hash, "old hash");
    EXPECT_NE(state.sessions.find("elsewhere"), nullptr);
    EXPECT_EQ(state.audit_heads.get(world_.org).sequence, failure);
  }
  EXPECT_GT(stored().logins.get(email_).blocked_until, harness_.clock.now());
  // The right one ends the waiting.
  ASSERT_TRUE(harness_.run(wanted(), self_).has_value());
  EXPECT_EQ(stored().logins.get(email_).failures, 0);
}

TEST_F(ChangePasswordTest, IsRefusedWhenThePasswordWasSetMeanwhile) {
  ChangePassword change = wanted();
  change.current_hash = "an older hash";
  const auto done = harness_.run(change, self_);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().reason, "concurrentChange");
  EXPECT_EQ(stored().logins.get(email_).password_hash, "old hash");
}

TEST_F(ChangePasswordTest, IsForOneselfOnly) {
  for (const UserId other : {world_.buyer, world_.stranger}) {
    const auto done = harness_.run(wanted(), world_.actor(other));
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().reason, "notFound");
  }
}

}  // namespace
}  // namespace perseat::usecases
