// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Keeps a card that the gateway has attached to its customer. It pays for nothing until chosen.
#pragma once

#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"
#include "usecases/payment_methods/card_details.h"

namespace perseat::usecases {

struct AddPaymentMethod {
  GatewayCard card;
  CardHolder holder;
  struct Output {
    PaymentMethod payment_method;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // What can be refused before the gateway is told: rights, texts, tooMany.
  [[nodiscard]] Result<CardHolder> check_first(const store::State& state,
                                               const Context& context) const;
  // Refused as well: a card past its date (payment_declined, expiredCard), cardCountryMismatch,
  // and a token that is kept already (duplicate).
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
