// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Parks a subscription that could not be renewed, for a person to look at: no round of due work
// takes it up by itself any more, a billing run of the operator does. Runs as the system.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

struct HoldRenewal {
  SubscriptionId subscription;
  std::string reason;  // of the refusal, a stable camelCase word

  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with notFound.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
