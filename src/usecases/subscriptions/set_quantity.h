// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Sets the absolute total of seats. More are charged and can be used once paid for; fewer are given
// back at once or at the renewal, as the offer says.
#pragma once

#include <optional>
#include <string>

#include "domain/settings.h"
#include "usecases/subscriptions/change_plan.h"

namespace perseat::usecases {

struct SetQuantity {
  SubscriptionId subscription;
  QuantityWish wish;
  std::optional<Money> expected_total;
  Settings settings;
  bool can_charge = true;  // false during an outage of the gateway: refused with gatewayUnavailable

  struct Output {
    SubscriptionId subscription;
    AttemptId attempt;  // nil: nothing to wait for
    std::string etag;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons of plan_quantity, and: priceChanged, paymentMethodRequired, paymentMethodNotUsable.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
