// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Another card pays from now on for a profile and every subscription that is invoiced to it. The
// card that paid so far is kept.
#pragma once

#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"

namespace perseat::usecases {

struct ReplaceProfilePaymentMethod {
  BillingProfileId profile;
  PaymentMethodId payment_method;  // of the caller
  bool preview_only = false;       // check everything, change nothing
  struct Output {
    BillingProfile profile;  // as it is, or would be
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Reasons: paymentMethodNotFound, paymentMethodNotUsable.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
