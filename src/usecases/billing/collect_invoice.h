// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Charges an issued invoice whose time for it has come, and once the days of grace are over gives
// up: the subscription is disabled, and what is left of the paid or owed days is given back. Runs
// as the system; repeats change nothing.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

struct CollectInvoice {
  InvoiceId invoice;
  SubscriptionId subscription;  // the invoice's
  Settings settings;

  struct Output {
    bool is_done = false;  // false: it is not due, or somebody pays it this moment
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with notFound.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;

 private:
  Result<void> give_up(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
