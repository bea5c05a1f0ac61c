// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The first account of a deployment: its operator, who keeps the catalog and makes organizations.
// The operator belongs to an organization of their own, with the nil id, that nobody sees.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

struct CreateOperator {
  std::string email;
  std::string email_folded;
  std::string password_hash;

  struct Output {
    UserId user;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with emailTaken.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
