// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who is taken for whom, and what is remembered of them.
#include "adapters/http/authenticator.h"

#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "base/hash.h"
#include "support/forwarding.h"
#include "support/harness.h"
#include "support/samples.h"

namespace perseat::http {
namespace {

net::Request asking(std::string header, std::string value) {
  net::Request request;
  request.headers.emplace_back(std::move(header), std::move(value));
  return request;
}
net::Request with_cookie(const std::string& secret) {
  return asking("Cookie", "perseat_session=" + secret);
}
net::Request with_token(const std::string& secret) {
  return asking("Authorization", "Bearer " + secret);
}

class AuthenticatorTest : public testing::Test {
 protected:
  AuthenticatorTest() {
    harness_.insert([&](store::State& state) {
      Session session;
      session.secret_hash = sha256_hex("cookie secret");
      session.org = world_.org;
      session.user = world_.buyer;
      session.csrf_token = "csrf";
      session.created_at = harness_.clock.now();
      session.expires_at = {harness_.clock.now().ms + day_ms};
      state.sessions.add(session);
      ApiToken token;
      token.secret_hash = sha256_hex("token secret");
      token.org = world_.org;
      token.id = token_id_;
      token.user = world_.colleague;
      token.scopes = "read buy";
      token.created_at = harness_.clock.now();
      state.api_tokens.add(token);
    });
  }

  // As the API does it: from memory, else by a reader.
  static Result<queries::Principal> find(Authenticator& authenticator,
                                         const net::Request& request) {
    auto credential = authenticator.credential_of(request);
    if (!credential) return Authenticator::nobody();
    if (auto known = authenticator.remembered(*credential)) return std::move(*known);
    std::promise<Result<queries::Principal>> found;
    authenticator.look_up(std::move(*credential),
                          [&](auto result) { found.set_value(std::move(result)); });
    return found.get_future().get();
  }
  Result<queries::Principal> find(const net::Request& request) {
    return find(authenticator_, request);
  }
  // Nobody: nil.
  UserId user_of(const net::Request& request) {
    const auto found = find(request);
    if (found) return found->actor.user;
    EXPECT_EQ(found.error().reason, "unauthenticated");
    return {};
  }

  void disable(UserId user) {
    change_user(user, [](User& changed) { changed.state = UserState::disabled; });
  }
  void change_user(UserId user, const std::function<void(User&)>& change) {
    store::Needs needs;
    needs.users.add({world_.org, user});
    store::State state = harness_.load(needs);
    change(state.users.change({world_.org, user}));
    state.merge();
    harness_.save(state);
  }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  ApiTokenId token_id_ = harness_.new_id<ApiTokenId>();
  std::unique_ptr<workers::ReadPool> readers_ =
      workers::ReadPool::start(harness_.database(), {.threads = 1}).value();
  Authenticator authenticator_{*readers_, harness_.clock, {}};
};

TEST_F(AuthenticatorTest, KnowsASessionByItsCookieAndATokenByItsHeader) {
  const auto session = find(with_cookie("cookie secret"));
  ASSERT_TRUE(session.has_value());
  EXPECT_EQ(session->actor.user, world_.buyer);
  EXPECT_EQ(session->csrf_token, "csrf");
  EXPECT_TRUE(session->token.is_nil());
  const auto token = find(with_token("token secret"));
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->actor.user, world_.colleague);
  EXPECT_EQ(token->scopes, "read buy");
  EXPECT_EQ(token->token, token_id_);
}

TEST_F(AuthenticatorTest, ReadsItsCookieAmongOthers) {
  struct Row {
    std::string cookies;
    std::string secret;
  };
  const Row rows[] = {{"perseat_session=abc", "abc"},
                      {"theme=dark; perseat_session=abc; lang=ko", "abc"},
                      {"theme=dark;perseat_session=abc", "abc"},
                      {"perseat_session=a=b", "a=b"},
                      {"perseat_session=first; perseat_session=second", "first"},
                      {"perseat_session=", ""},
                      {"perseat_session", ""},
                      {"xperseat_session=abc", ""},
                      {"perseat_sessions=abc", ""},
                      {"Perseat_session=abc", ""},
                      {"theme=perseat_session=abc", ""},
                      {"", ""}};
  for (const Row& row : rows)
    EXPECT_EQ(authenticator_.cookie_secret(asking("Cookie", row.cookies)), row.secret)
        << row.cookies;
}

// The prefix has browsers refuse a cookie that another host of the domain set.
TEST_F(AuthenticatorTest, BindsItsCookieToTheHostUnderTls) {
  const Authenticator over_tls(*readers_, harness_.clock, {.is_tls = true});
  EXPECT_EQ(over_tls.cookie_secret(asking("Cookie", "__Host-perseat_session=abc")), "abc");
  EXPECT_EQ(over_tls.cookie_secret(asking("Cookie", "perseat_session=abc")), "");
}

TEST_F(AuthenticatorTest, KnowsNobodyByAnythingElse) {
  const net::Request strangers[] = {net::Request{},
                                    with_cookie("another secret"),
                                    with_cookie(sha256_hex("cookie secret")),
                                    with_cookie("token secret"),
                                    with_token("cookie secret"),
                                    with_token(""),
                                    asking("Authorization", "bearer token secret"),
                                    asking("Authorization", "Basic token secret"),
                                    asking("Authorization", "token secret")};
  for (const net::Request& request : strangers)
    EXPECT_TRUE(user_of(request).is_nil())
        << (request.headers.empty() ? "" : request.headers[0].second);
}

TEST_F(AuthenticatorTest, LooksAtNoCookieBesideAnAuthorization) {
  net::Request both = with_cookie("cookie secret");
  both.headers.emplace_back("Authorization", "Bearer token secret");
  EXPECT_EQ(user_of(both), world_.colleague);
  both.headers.back().second = "Basic abc";
  EXPECT_TRUE(user_of(both).is_nil());
}

TEST_F(AuthenticatorTest, RemembersWhoAskedUntilToldToForget) {
  EXPECT_EQ(user_of(with_cookie("cookie secret")), world_.buyer);
  disable(world_.buyer);
  EXPECT_EQ(user_of(with_cookie("cookie secret")), world_.buyer);
  authenticator_.forget_all();
  EXPECT_TRUE(user_of(with_cookie("cookie secret")).is_nil());
}

TEST_F(AuthenticatorTest, AnswersFromMemoryWithoutAReader) {
  EXPECT_EQ(user_of(with_cookie("cookie secret")), world_.buyer);
  readers_->stop();
  EXPECT_EQ(user_of(with_cookie("cookie secret")), world_.buyer);
  const auto unknown = find(with_token("token secret"));
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().reason, "overloaded");
}

// Where other servers change people too and do not tell.
TEST_F(AuthenticatorTest, LooksAgainAfterAWhileBesideOtherServers) {
  Authenticator authenticator(*readers_, harness_.clock, {.remembers_ms = 5'000});
  const auto ask = [&] { return find(authenticator, with_cookie("cookie secret")).has_value(); };
  EXPECT_TRUE(ask());
  disable(world_.buyer);
  harness_.clock.advance_ms(4'999);
  EXPECT_TRUE(ask());
  harness_.clock.advance_ms(1);
  EXPECT_FALSE(ask());
}

TEST_F(AuthenticatorTest, DoesNotRememberThatSomebodyIsUnknown) {
  EXPECT_TRUE(user_of(with_cookie("new secret")).is_nil());
  harness_.insert([&](store::State& state) {
    Session session;
    session.secret_hash = sha256_hex("new secret");
    session.org = world_.org;
    session.user = world_.admin;
    session.expires_at = {harness_.clock.now().ms + day_ms};
    state.sessions.add(session);
  });
  EXPECT_EQ(user_of(with_cookie("new secret")), world_.admin);
}

TEST_F(AuthenticatorTest, EndsARememberedSessionAtItsMoment) {
  EXPECT_EQ(user_of(with_cookie("cookie secret")), world_.buyer);
  harness_.clock.advance_ms(day_ms - 1);
  EXPECT_EQ(user_of(with_cookie("cookie secret")), world_.buyer);
  harness_.clock.advance_ms(1);
  EXPECT_TRUE(user_of(with_cookie("cookie secret")).is_nil());
}

TEST_F(AuthenticatorTest, KeepsATokenWithoutAnEnd) {
  harness_.clock.advance_ms(10'000 * day_ms);
  EXPECT_EQ(user_of(with_token("token secret")), world_.colleague);
}

// Its readers are overtaken by a change, after they read and before what they read is used.
class OvertakenDatabase final : public test::ForwardingDatabase {
 public:
  using ForwardingDatabase::ForwardingDatabase;

  std::function<void()> overtake;  // once

  Result<std::unique_ptr<ports::Connection>> connect_reader() override {
    auto real = TRY(ForwardingDatabase::connect_reader());
    return std::unique_ptr<ports::Connection>(new Overtaken(*this, std::move(real)));
  }

 private:
  class Overtaken final : public test::ForwardingConnection {
   public:
    Overtaken(OvertakenDatabase& database, std::unique_ptr<ports::Connection> real)
        : ForwardingConnection(std::move(real)), database_(database) {}

    Result<void> query(const ports::Sql& sql, std::span<const ports::Value> parameters,
                       const ports::OnRow& on_row) override {
      auto done = ForwardingConnection::query(sql, parameters, on_row);
      if (const auto overtake = std::exchange(database_.overtake, nullptr)) overtake();
      return done;
    }

   private:
    OvertakenDatabase& database_;
  };
};

TEST_F(AuthenticatorTest, DoesNotRememberWhatWasReadBeforeAChange) {
  OvertakenDatabase database(harness_.database());
  const auto readers = workers::ReadPool::start(database, {.threads = 1}).value();
  Authenticator authenticator(*readers, harness_.clock, {});
  const auto ask = [&] { return find(authenticator, with_cookie("cookie secret")).has_value(); };
  database.overtake = [&] {
    disable(world_.buyer);
    authenticator.forget_all();
  };
  EXPECT_TRUE(ask());  // as it was when it was asked
  EXPECT_FALSE(ask());
}

}  // namespace
}  // namespace perseat::http
