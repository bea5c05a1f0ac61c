// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The rows that buying and changing write alike: orders and attempts to charge.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

// An entry of the subscription's history, before the change is made: quantity_before is the
// subscription's own.
struct OrderNote {
  OrderKind kind = OrderKind::purchase;
  UserId actor;
  std::int64_t quantity_after = 0;
  InvoiceId invoice;  // nil: no money moved
  Money total;        // negative for a credit
};
void add_order(store::State& state, const Context& context, const Subscription& subscription,
               const OrderNote& note);

// An intent to charge, written before the gateway is asked.
struct ChargeIntent {
  AttemptPurpose purpose = AttemptPurpose::purchase;
  PaymentMethodId payment_method;
  std::int64_t quantity_target = 0;  // seats once it is paid
};
// The refusal while the gateway is away: better now than after a wait.
[[nodiscard]] Result<void> check_can_charge(bool can_charge);
// Requires: the attempts of the invoice are loaded.
[[nodiscard]] bool has_charge_under_way(const store::State& state, const Invoice& invoice);
AttemptId add_attempt(store::State& state, const Context& context, const Invoice& invoice,
                      const ChargeIntent& intent);

}  // namespace perseat::usecases
