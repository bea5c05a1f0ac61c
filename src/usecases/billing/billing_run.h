// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The record of a billing run: asked for by the operator, carried out by a server that notes with
// each page how far it is. A crash between two pages loses a count of one page at most, and no
// work.
#pragma once

#include <optional>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/billing_run.h"
#include "store/state.h"

namespace perseat::usecases {

struct StartBillingRun {
  std::optional<Instant> as_of;  // absent: now

  struct Output {
    BillingRunId run;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Reasons: operatorOnly, timeInFuture (nothing is billed before its time).
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

struct NoteBillingRun {
  BillingRunId run;
  Lease lease;        // as the run's row has it
  BillingTally more;  // since the last note
  bool is_finished = false;

  struct Output {
    bool is_ours = false;  // false: another server carries it out, or it is finished
    Lease lease;           // from now on
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Runs as the system. Refused with notFound.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
