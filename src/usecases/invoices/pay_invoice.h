// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Writes down that what is owed on an invoice shall be charged now. The gateway is asked after the
// commit; how it ended is for SettlePayment to record.
#pragma once

#include <optional>

#include "domain/actor.h"
#include "domain/invoice.h"
#include "domain/payment.h"
#include "store/state.h"

namespace perseat::usecases {

struct PayInvoice {
  InvoiceId invoice;
  std::optional<PaymentMethodId> payment_method;  // of the caller; absent: the profile's
  struct Output {
    PaymentAttempt attempt;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons: invoiceNotPayable, paymentPending (another charge of it is not settled),
  // paymentMethodRequired, paymentMethodNotFound, paymentMethodNotUsable.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
