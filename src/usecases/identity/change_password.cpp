// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/identity/change_password.h"

#include <vector>

#include "store/audit.h"
#include "usecases/identity/begin_session.h"

namespace perseat::usecases {
namespace {

void end_other_sessions(store::State& state, const Actor& actor, const std::string& kept) {
  std::vector<std::string> ended;
  state.sessions.each([&](const Session& session) {
    if (session.org == actor.org && session.user == actor.user && session.secret_hash != kept)
      ended.push_back(session.secret_hash);
  });
  for (const std::string& secret_hash : ended) state.sessions.remove(secret_hash);
}

}  // namespace

void ChangePassword::needs(store::Needs& needs, const Actor& actor) const {
  needs.logins.add(email_folded);
  needs.sessions_of_users.push_back({actor.org, actor.user});
}

Result<ChangePassword::Output> ChangePassword::decide(store::State& state,
                                                      const Context& context) const {
  const Login* found = state.logins.find(email_folded);
  if (found == nullptr || found->org != context.actor.org || found->user != context.actor.user)
    return not_found();
  if (found->password_hash != current_hash)
    return conflict("concurrentChange", "The password was changed meanwhile. Sign in again.");

  Login& login = state.logins.change(email_folded);
  count_attempt(login, current_matches, context.now);
  const Uuid subject = context.actor.user.uuid;
  if (!current_matches) {
    store::append_event(state, context, {"changePasswordFailed", "user", subject, {}});
    return Output{};
  }
  login.password_hash = new_hash;
  end_other_sessions(state, context.actor, session_secret_hash);
  store::append_event(state, context,
                      {"changePassword", "user", subject, {{"password", "", "changed"}}});
  return Output{true};
}

}  // namespace perseat::usecases
