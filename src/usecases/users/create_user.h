// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Makes an account for a member of the organization or a guest.
#pragma once

#include "usecases/users/new_account.h"

namespace perseat::usecases {

struct CreateUser {
  NewAccount account;  // an empty usage_country is the organization's

  struct Output {
    UserId user;
    std::int64_t version = 1;
  };

  // Whether the caller may do this at all, asked before a password is hashed too. Refused with
  // roleRequired.
  [[nodiscard]] static Result<void> admit(const Actor& actor);
  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with roleRequired and the reasons of add_account.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
