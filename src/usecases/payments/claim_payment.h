// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Takes or renews the lease of an attempt to move money whose end is not known. Runs as the system.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/payment.h"
#include "store/state.h"

namespace perseat::usecases {

struct ClaimPayment {
  AttemptId attempt;
  Lease lease;  // as the attempt's row had it

  struct Output {
    bool is_ours = false;  // false: it was settled, or another server was first
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with notFound.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
