// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/identity/api_tokens.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/samples.h"

namespace perseat::usecases {
namespace {

class ApiTokens : public testing::Test {
 protected:
  [[nodiscard]] Actor actor(UserId user) const { return world_.actor(user); }
  CreateApiToken wanted(std::vector<std::string> scopes = {"read"}) const {
    CreateApiToken wanted;
    wanted.name = "nightly";
    wanted.scopes = std::move(scopes);
    wanted.secret_hash = "hash";
    return wanted;
  }
  // "" or the reason and field of the refusal.
  std::string refusal(CreateApiToken wanted) {
    const auto made = harness_.run(std::move(wanted), actor(world_.buyer));
    return made ? "" : made.error().reason + " " + made.error().field;
  }
  ApiToken stored() {
    store::Needs needs;
    needs.api_tokens.add("hash");
    return harness_.load(needs).api_tokens.get("hash");
  }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
};

TEST_F(ApiTokens, AreMadeForWhoAsks) {
  CreateApiToken command = wanted({"read", "buy"});
  command.name = "  nightly ";
  command.expires_at = harness_.clock.now().plus_ms(day_ms);
  const auto made = harness_.run(command, actor(world_.buyer));
  ASSERT_TRUE(made.has_value()) << made.error().reason;
  const ApiToken token = stored();
  EXPECT_EQ(token.id, made->token.id);
  EXPECT_EQ(token.user, world_.buyer);
  EXPECT_EQ(token.name, "nightly");
  EXPECT_EQ(token.scopes, "read buy");
  EXPECT_EQ(token.created_at, harness_.clock.now());
  EXPECT_EQ(token.expires_at, harness_.clock.now().plus_ms(day_ms));
  EXPECT_EQ(token.revoked_at, std::nullopt);
}

TEST_F(ApiTokens, AreRefusedWithTheFieldThatIsWrong) {
  CreateApiToken nameless = wanted();
  nameless.name = " ";
  EXPECT_EQ(refusal(nameless), "tooShort name");
  CreateApiToken ended = wanted();
  ended.expires_at = harness_.clock.now();
  EXPECT_EQ(refusal(ended), "outOfRange expiresAt");
  EXPECT_EQ(refusal(wanted({})), "tooFew scopes");
  EXPECT_EQ(refusal(wanted({"read", "write"})), "unknownValue scopes[1]");
  EXPECT_EQ(refusal(wanted({"read", "buy", "read"})), "duplicate scopes[2]");
}

TEST_F(ApiTokens, MakeNoneThatMayDoMoreThanThemselves) {
  CreateApiToken command = wanted({"read", "pay"});
  command.own_scopes = "read buy";
  EXPECT_EQ(refusal(command), "tokenScopeMissing ");
  command.scopes = {"buy"};
  EXPECT_EQ(refusal(command), "");
}

TEST_F(ApiTokens, AreRevokedByTheirOwnerOnly) {
  const auto made = harness_.run(wanted(), actor(world_.buyer));
  ASSERT_TRUE(made.has_value());
  const RevokeApiToken revoke{made->token.id};
  for (const UserId other : {world_.colleague, world_.admin, world_.stranger})
    EXPECT_EQ(harness_.run(revoke, actor(other)).error().code, ErrorCode::not_found);
  EXPECT_EQ(stored().revoked_at, std::nullopt);
  ASSERT_TRUE(harness_.run(revoke, actor(world_.buyer)).has_value());
  EXPECT_EQ(stored().revoked_at, harness_.clock.now());
}

TEST_F(ApiTokens, KeepTheMomentAtWhichTheyWereRevoked) {
  const auto made = harness_.run(wanted(), actor(world_.buyer));
  ASSERT_TRUE(made.has_value());
  const Instant first = harness_.clock.now();
  ASSERT_TRUE(harness_.run(RevokeApiToken{made->token.id}, actor(world_.buyer)).has_value());
  harness_.clock.advance_ms(1);
  EXPECT_TRUE(harness_.run(RevokeApiToken{made->token.id}, actor(world_.buyer)).has_value());
  EXPECT_EQ(stored().revoked_at, first);
  const RevokeApiToken unknown{harness_.new_id<ApiTokenId>()};
  EXPECT_EQ(harness_.run(unknown, actor(world_.buyer)).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace perseat::usecases
