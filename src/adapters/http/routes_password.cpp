// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One's own password.
#include "adapters/http/api.h"
#include "adapters/http/hashing.h"
#include "adapters/http/password.h"
#include "base/hash.h"
#include "usecases/identity/change_password.h"

namespace perseat::http {
namespace {

struct ChangePasswordBody {
  std::string current_password;
  std::string new_password;
};
BOOST_DESCRIBE_STRUCT(ChangePasswordBody, (), (current_password, new_password))

constexpr std::size_t password_bytes_max = 1024;

Error wrong_password() {
  return invalid("currentPassword", "wrongPassword", "This is not your present password.");
}

Result<void> check_body(const ChangePasswordBody& body) {
  if (body.current_password.empty())
    return invalid("currentPassword", "tooShort", "Give your present password.");
  if (body.current_password.size() > password_bytes_max)
    return invalid("currentPassword", "tooLong", "A password has at most 1024 bytes.");
  return check_password("newPassword", body.new_password);
}

std::string session_of(const Services& services, const Exchange& exchange) {
  if (!exchange.principal().token.is_nil()) return {};
  return sha256_hex(services.authenticator.cookie_secret(exchange.request()));
}

Result<void> change(const Services& services, const ExchangePtr& exchange,
                    usecases::ChangePassword command) {
  engine::Call call = TRY(exchange->call());
  engine::submit(
      services.queue, std::move(command), std::move(call),
      [](const usecases::ChangePassword::Output& output) {
        engine::Answer answer;
        answer.status = output.accepted ? 204 : 422;
        return answer;
      },
      [exchange](Result<engine::Answer> answer) {
        if (!answer) return exchange->fail(answer.error());
        if (answer->status == 422) return exchange->fail(wrong_password());
        exchange->send_answer(std::move(*answer));
      });
  return {};
}

// The snapshot ends before the password is hashed, which takes long.
Result<std::optional<queries::LoginFacts>> find_own_login(ports::Connection& reader,
                                                          const Exchange& exchange) {
  const auto snapshot = TRY(look(reader, exchange));
  return queries::find_own_login(reader, exchange.actor());
}

Result<void> change_password(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<ChangePasswordBody>());
  TRY(check_body(body));
  return run_hashing(
      services, exchange,
      [&services, exchange, body = std::move(body)](ports::Connection& reader) -> Result<void> {
        const auto found = TRY(find_own_login(reader, *exchange));
        if (!found || found->login.password_hash.empty()) return wrong_password();
        const Login& login = found->login;
        const std::int64_t wait_ms = login.blocked_until.ms - services.clock.now().ms;
        if (wait_ms > 0) {
          exchange->fail_for_now(too_many_attempts(), wait_ms);
          return {};
        }
        const bool matches = verify_password(body.current_password, login.password_hash);
        return change(services, exchange,
                      {login.email_folded, login.password_hash, matches,
                       matches ? hash_password(body.new_password) : std::string(),
                       session_of(services, *exchange)});
      });
}

}  // namespace

void add_password_routes(Router& router, Services& services) {
  router.add(
      {.method = "PUT",
       .path = "/v1/me/password",
       .operation_id = "changePassword",
       .scope = Scope::administer,
       .handle =
           [&services](const ExchangePtr& exchange) { return change_password(services, exchange); },
       .keeps_answers = false,
       .price = hashing_price});
}

}  // namespace perseat::http
