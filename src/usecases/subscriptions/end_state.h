// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Moves a subscription on whose days in its state are over: a term that is not renewed expires, the
// expired is disabled, the disabled deleted. Runs as the system. A repeat changes nothing. Each
// state begins on its day, however late somebody comes to write it down.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

struct EndState {
  SubscriptionId subscription;
  Settings settings;

  struct Output {
    bool is_done = false;  // false: it is not due, or somebody brings it back this moment
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with notFound.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
