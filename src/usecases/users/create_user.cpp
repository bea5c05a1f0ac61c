// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/users/create_user.h"

#include "domain/standing.h"
#include "store/audit.h"

namespace perseat::usecases {

void CreateUser::needs(store::Needs& needs, const Actor& actor) const {
  need_account(needs, account);
  needs.organizations.add(actor.org);
}

Result<void> CreateUser::admit(const Actor& actor) {
  return authorize(Action::manage_users, standing_of(actor));
}

Result<CreateUser::Output> CreateUser::decide(store::State& state, const Context& context) const {
  TRY(admit(context.actor));

  const OrgId org = context.actor.org;
  NewAccount wanted = account;
  if (wanted.usage_country.empty()) wanted.usage_country = state.organizations.get(org).country;

  const UserId user = TRY(add_account(state, context, org, wanted));
  store::append_event(
      state, context,
      {"createUser", "user", user.uuid, {{"kind", "", std::string(enum_text(wanted.kind))}}});
  return Output{user, state.users.get({org, user}).version};
}

}  // namespace perseat::usecases
