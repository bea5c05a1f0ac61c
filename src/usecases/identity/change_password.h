// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People set a new password for themselves. The present one was looked at already, as for a
// session; a wrong one makes the next attempts wait, here and at the sign-in. Other sessions of
// the person end; API tokens stay.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

struct ChangePassword {
  std::string email_folded;  // of the caller's login
  std::string current_hash;  // that the present password was compared with
  bool current_matches = false;
  std::string new_hash;             // of no use unless it matches
  std::string session_secret_hash;  // of the session that asks, which stays; empty: a token asks

  struct Output {
    bool accepted = false;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with notFound, and concurrentChange when somebody else set a password meanwhile.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
