// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Records how an attempt to move money ended, and what follows: seats that open, an invoice that
// gets its number, a purchase that is off. The same command for the waiting request, the gateway's
// notices, retries and the reconciler; settled once, repeats change nothing. Runs as the system, on
// the server that has the attempt's lease.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

struct PaymentOutcome {
  AttemptStatus status = AttemptStatus::open;  // needs_action, succeeded or declined
  std::string gateway_reference;               // of the charge, empty if there is none
  std::string decline_code;                    // stable camelCase word, with declined only
  std::string next_action_url;                 // with needs_action only
};

struct SettlePayment {
  AttemptId attempt;
  InvoiceId invoice;            // the attempt's
  SubscriptionId subscription;  // the attempt's
  PaymentOutcome outcome;
  Settings settings;

  struct Output {
    PaymentOutcome outcome;  // as it is on record now
    AttemptPurpose purpose = AttemptPurpose::purchase;
    bool was_settled = false;        // before this command
    std::vector<AttemptId> refunds;  // of money that came for nothing
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with notFound, also when another server has the lease by now.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
