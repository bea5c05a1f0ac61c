// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Takes an expired or disabled subscription back into use with a new term from today, once it is
// paid for.
#pragma once

#include <optional>
#include <string>

#include "domain/settings.h"
#include "usecases/subscriptions/change_plan.h"

namespace perseat::usecases {

struct ReactivateSubscription {
  SubscriptionId subscription;
  std::optional<PaymentMethodId> payment_method;  // absent: the billing profile's
  Settings settings;
  bool can_charge = true;  // false during an outage of the gateway: refused with gatewayUnavailable

  struct Output {
    SubscriptionId subscription;
    AttemptId attempt;  // nil: it cost nothing and is active
    std::string etag;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons of plan_reactivation, and: paymentMethodNotFound, paymentMethodRequired,
  // paymentMethodNotUsable, cardCountryMismatch; for a trial that was never paid also those of the
  // policy, as this is its purchase.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;

 private:
  [[nodiscard]] Result<PaymentMethodId> choose_card(const store::State& state,
                                                    const Context& context,
                                                    const BillingProfile& profile) const;
};

}  // namespace perseat::usecases
