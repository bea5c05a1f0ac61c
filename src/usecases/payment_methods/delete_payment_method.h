// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Forgets a card that pays for nothing any more. The gateway detaches it after the commit: until
// that is done the row keeps the gateway's token.
#pragma once

#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"

namespace perseat::usecases {

struct DeletePaymentMethod {
  PaymentMethodId payment_method;
  struct Output {
    PaymentMethodId payment_method;
    std::string gateway_token;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with paymentMethodInUse while a profile that it pays for, first or as a backup, has a
  // subscription that is not deleted: expired, disabled and unpaid ones can all come back. With
  // paymentPending while it is being charged.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

// The gateway has detached the card: its token means nothing any more. By the system only.
struct ForgetGatewayCard {
  PaymentMethodId payment_method;
  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
