// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Gives a role to a member: those of the organization by global admins, those of the billing
// account and of a billing profile by their owners.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/user.h"
#include "store/state.h"

namespace perseat::usecases {

struct CreateRoleAssignment {
  UserId user;
  Role role = Role::global_reader;
  BillingProfileId profile;  // nil unless the role is one of a billing profile

  struct Output {
    RoleAssignmentId id;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with scopeMismatch, billingProfileNotFound, roleRequired, billingRoleRequired,
  // userNotFound, guest, disabled, roleAlreadyAssigned.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

// Which right it takes to give this role, and to take it back.
[[nodiscard]] Action action_of_granting(Role role);

}  // namespace perseat::usecases
