// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What every new person brings with them: the account, the login that makes their address unique
// in the deployment, and the words they are found by. Shared by the commands that make people.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/user.h"
#include "store/state.h"

namespace perseat::usecases {

struct NewAccount {
  std::string email;
  std::string display_name;
  UserKind kind = UserKind::member;
  std::string usage_country;  // ISO 3166-1 alpha-2
  std::string locale = "en";
  std::string password_hash;  // empty: no local sign-in
  std::string field_prefix;   // how a refusal names its fields, e.g. "admin."
};

// What has to be loaded before add_account.
void need_account(store::Needs& needs, const NewAccount& account);
// Refused with malformedEmail, unknownCountry, emailTaken and what is wrong with the name; the
// fields are named with their prefix.
Result<UserId> add_account(store::State& state, const Context& context, OrgId org,
                           const NewAccount& account);

}  // namespace perseat::usecases
