// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/identity/begin_session.h"

#include <algorithm>

#include "store/audit.h"

namespace perseat::usecases {
namespace {

constexpr std::int64_t wait_max_ms = 15 * minute_ms;

}  // namespace

std::int64_t wait_after_failures_ms(std::int64_t failures) {
  if (failures <= free_failures_max) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - free_failures_max, 20);
  return std::min(second_ms << doublings, wait_max_ms);
}

void count_attempt(Login& login, bool accepted, Instant now) {
  login.failures = accepted ? 0 : login.failures + 1;
  login.blocked_until = now.plus_ms(wait_after_failures_ms(login.failures));
}

void BeginSession::needs(store::Needs& needs, const Actor& actor) const {
  needs.logins.add(email_folded);
  needs.users.add({actor.org, actor.user});
}

Result<BeginSession::Output> BeginSession::decide(store::State& state,
                                                  const Context& context) const {
  const User* user = state.users.find({context.actor.org, context.actor.user});
  if (user == nullptr || state.logins.find(email_folded) == nullptr) return not_found();

  const bool accepted = password_matches && user->state == UserState::active;
  count_attempt(state.logins.change(email_folded), accepted, context.now);
  if (!accepted) {
    store::append_event(state, context, {"signInFailed", "user", user->id.uuid, {}});
    return Output{};
  }

  const Instant expires_at = context.now.plus_ms(session_length_ms);
  state.sessions.add(
      {secret_hash, context.actor.org, user->id, csrf_token, context.now, expires_at});
  store::append_event(state, context, {"signIn", "user", user->id.uuid, {}});
  return Output{true, user->id, user->display_name, expires_at};
}

void EndSession::needs(store::Needs& needs, const Actor&) const { needs.sessions.add(secret_hash); }

Result<EndSession::Output> EndSession::decide(store::State& state, const Context& context) const {
  if (state.sessions.find(secret_hash) == nullptr) return not_found();
  state.sessions.remove(secret_hash);
  store::append_event(state, context, {"signOut", "user", context.actor.user.uuid, {}});
  return Output{};
}

}  // namespace perseat::usecases
