// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Signing in and out, who am I, API tokens.
#include "adapters/http/api.h"
#include "adapters/http/hashing.h"
#include "adapters/http/password.h"
#include "base/fold.h"
#include "base/hash.h"
#include "queries/identity/show_me.h"
#include "usecases/identity/api_tokens.h"
#include "usecases/identity/begin_session.h"

namespace perseat::http {
namespace {

struct SignInBody {
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (email, password))

struct CreateApiTokenBody {
  std::string name;
  std::vector<std::string> scopes;
  std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(CreateApiTokenBody, (), (name, scopes, expires_at))

Error wrong_credentials() {
  return {ErrorCode::unauthenticated,
          "invalidCredentials",
          "The address or the password is wrong, or the account is disabled.",
          {},
          {}};
}

// A hash that no password has: unknown addresses take as long to refuse as known ones.
const std::string& nobodys_hash() {
  static const std::string hash = hash_password(random_secret());
  return hash;
}

std::string set_cookie(const Services& services, std::string_view secret, std::int64_t age_s) {
  std::string cookie(services.authenticator.cookie_name());
  cookie += '=';
  cookie += secret;
  cookie += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age_s);
  if (services.is_tls) cookie += "; Secure";
  return cookie;
}

void finish_sign_in(const Services& services, const ExchangePtr& exchange,
                    const queries::LoginFacts& facts, bool password_matches) {
  const std::string secret = random_secret();
  usecases::BeginSession command{facts.login.email_folded, password_matches && facts.is_active,
                                 sha256_hex(secret), random_secret()};
  const std::string csrf_token = command.csrf_token;
  engine::Call call;
  call.actor.org = facts.login.org;
  call.actor.user = facts.login.user;
  call.request_id = exchange->request_id();
  const auto encode = [csrf_token](const usecases::BeginSession::Output& output) {
    engine::Answer answer;
    if (!output.accepted) answer.status = 401;
    json::Writer writer(answer.body);
    writer.begin_object().key("user").begin_object().field("id", output.user);
    writer.field("displayName", output.display_name).end_object();
    writer.field("csrfToken", csrf_token).field("expiresAt", output.expires_at).end_object();
    return answer;
  };
  engine::submit(services.queue, std::move(command), std::move(call), encode,
                 [&services, exchange, secret](Result<engine::Answer> answer) {
                   if (!answer) return exchange->fail(answer.error());
                   if (answer->status == 401) return exchange->fail(wrong_credentials());
                   net::Response response;
                   response.body = std::move(answer->body);
                   response.headers.emplace_back(
                       "Set-Cookie",
                       set_cookie(services, secret, usecases::session_length_ms / second_ms));
                   exchange->send(std::move(response));
                 });
}

// The snapshot ends before the password is hashed, which takes long.
Result<std::optional<queries::LoginFacts>> find_login(ports::Connection& reader,
                                                      const std::string& email) {
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of_everything()));
  return queries::find_login(reader, fold_email(email));
}

Result<void> sign_in(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<SignInBody>());
  if (body.email.empty() || body.email.size() > 254)
    return invalid("email", body.email.empty() ? "tooShort" : "tooLong", "Give the address.");
  if (body.password.empty() || body.password.size() > 1024)
    return invalid("password", body.password.empty() ? "tooShort" : "tooLong",
                   "Give the password.");
  return run_hashing(
      services, exchange,
      [&services, exchange, body = std::move(body)](ports::Connection& reader) -> Result<void> {
        const auto found = TRY(find_login(reader, body.email));
        if (!found) {
          (void)verify_password(body.password, nobodys_hash());
          return wrong_credentials();
        }
        const std::int64_t wait_ms = found->login.blocked_until.ms - services.clock.now().ms;
        if (wait_ms > 0) {
          exchange->fail_for_now(too_many_attempts(), wait_ms);
          return {};
        }
        const bool matches = !found->login.password_hash.empty() &&
                             verify_password(body.password, found->login.password_hash);
        finish_sign_in(services, exchange, *found, matches);
        return {};
      });
}

Result<void> sign_out(const Services& services, const ExchangePtr& exchange) {
  const std::string_view secret = services.authenticator.cookie_secret(exchange->request());
  if (!exchange->principal().token.is_nil() || secret.empty())
    return conflict("noSession", "There is no session to end; revoke the token instead.");
  engine::Call call = TRY(exchange->call());
  engine::submit(
      services.queue, usecases::EndSession{sha256_hex(secret)}, std::move(call),
      [](const usecases::EndSession::Output&) {
        return engine::Answer{204, "", "", {}, {}, false};
      },
      [&services, exchange](Result<engine::Answer> answer) {
        if (!answer) return exchange->fail(answer.error());
        net::Response response;
        response.status = 204;
        response.headers.emplace_back("Set-Cookie", set_cookie(services, "", 0));
        exchange->send(std::move(response));
      });
  return {};
}

Result<void> get_me(const Services& services, const ExchangePtr& exchange) {
  TRY(exchange->parameters({}));
  answer_query(services, exchange, [&services, exchange](ports::Connection& reader) {
    auto body = queries::show_me(reader, exchange->principal(), services.cloud.name);
    if (!body) return Result<Shown>(std::move(body).error());
    return Result<Shown>(Shown{std::move(*body), {}});
  });
  return {};
}

Result<void> list_api_tokens(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"limit", "cursor"}));
  const std::int64_t limit = TRY(parameters.limit());
  const auto cursor = parameters.text("cursor");
  answer_query(services, exchange, [exchange, limit, cursor](ports::Connection& reader) {
    auto body = queries::list_api_tokens(reader, exchange->actor(), limit, cursor);
    if (!body) return Result<Shown>(std::move(body).error());
    return Result<Shown>(Shown{std::move(*body), {}});
  });
  return {};
}

Result<void> create_api_token(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<CreateApiTokenBody>());
  const std::string secret = "pst_" + random_secret();
  usecases::CreateApiToken command{std::move(body.name), std::move(body.scopes), body.expires_at,
                                   sha256_hex(secret), exchange->principal().scopes};
  return answer_command(services, exchange, std::move(command),
                        [secret](const usecases::CreateApiToken::Output& output) {
                          engine::Answer answer;
                          answer.status = 201;
                          answer.subject = output.token.id.uuid;
                          json::Writer writer(answer.body);
                          writer.begin_object();
                          queries::write_api_token(writer, output.token);
                          writer.field("secret", secret).end_object();
                          return answer;
                        });
}

Result<void> revoke_api_token(const Services& services, const ExchangePtr& exchange) {
  const auto token = TRY(exchange->path_id<ApiTokenId>("id"));
  return answer_command(services, exchange, usecases::RevokeApiToken{token},
                        [](const usecases::RevokeApiToken::Output&) {
                          return engine::Answer{204, "", "", {}, {}, false};
                        });
}

}  // namespace

void add_session_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "POST",
              .path = "/v1/session",
              .operation_id = "signIn",
              .scope = Scope::none,
              .handle = bound(sign_in),
              .is_public = true,
              .price = hashing_price});
  router.add({.method = "DELETE",
              .path = "/v1/session",
              .operation_id = "signOut",
              .scope = Scope::none,
              .handle = bound(sign_out)});
  router.add({.method = "GET",
              .path = "/v1/me",
              .operation_id = "getMe",
              .scope = Scope::none,
              .handle = bound(get_me)});
  router.add({.method = "GET",
              .path = "/v1/api-tokens",
              .operation_id = "listApiTokens",
              .handle = bound(list_api_tokens)});
  router.add({.method = "POST",
              .path = "/v1/api-tokens",
              .operation_id = "createApiToken",
              .scope = Scope::administer,
              .handle = bound(create_api_token),
              .keeps_answers = false,
              .location = "/v1/api-tokens/"});
  router.add({.method = "DELETE",
              .path = "/v1/api-tokens/{id}",
              .operation_id = "revokeApiToken",
              .scope = Scope::administer,
              .handle = bound(revoke_api_token)});
}

}  // namespace perseat::http
