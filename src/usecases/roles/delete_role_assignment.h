// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Takes a role back, by who may give it. The last global admin and the last owner of the billing
// account stay.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

struct DeleteRoleAssignment {
  RoleAssignmentId id;

  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with notFound, roleRequired, billingRoleRequired, lastGlobalAdmin, lastOwner.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
