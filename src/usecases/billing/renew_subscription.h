// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Bills the next period of a subscription whose period is over and that renews: what was scheduled
// takes effect, the invoice gets its number and the card is charged. Runs as the system. A repeat
// changes nothing, and whoever comes late bills each period in turn.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

struct ChangePlan;

struct RenewSubscription {
  SubscriptionId subscription;
  Settings settings;

  struct Output {
    bool is_done = false;  // false: it is not due, or a charge for it is under way
    InvoiceId invoice;     // nil: nothing to charge
    Money billed;          // with tax
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with notFound, and with the reasons of plan_renewal.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;

 private:
  void begin_period(Subscription& renewed, const ChangePlan& plan,
                    const std::string& time_zone) const;
};

}  // namespace perseat::usecases
