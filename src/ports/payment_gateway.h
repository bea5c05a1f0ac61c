// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The payment gateway. Safe to be called by several threads at once; every call may block for the
// configured timeout, so none is made inside a transaction or on a network thread.
//
// Errors of all calls: `unavailable` (gatewayUnavailable: this call certainly moved no money, try
// again; gatewayMisconfigured: the gateway refuses our key), `not_found` (notFound), `invalid` or
// `conflict` when what was asked cannot be done, `payment_declined` when a card is refused outside
// of a charge (reason: a DeclineCode's text), `internal` when our request made no sense.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "ports/payment_types.h"

namespace perseat::ports {

class PaymentGateway {
 public:
  virtual ~PaymentGateway() = default;

  // The gateway's id of the customer. Repeated for the same organization and name within a day it
  // answers the same customer.
  virtual Result<std::string> create_customer(const CustomerRequest& request) = 0;

  // Keeps a card that the browser tokenized. The answer's token may differ from the one given and
  // is the one to store.
  virtual Result<CardDetails> attach_payment_method(const std::string& customer,
                                                    const std::string& token) = 0;
  virtual Result<CardDetails> update_payment_method(const std::string& token,
                                                    const CardChanges& changes) = 0;
  // Done as well when the card is detached already. A detached card cannot be attached again.
  virtual Result<void> detach_payment_method(const std::string& token) = 0;

  // At most one charge per attempt, however often it is repeated. A card that cannot be used any
  // more (detached) is `invalid` (paymentMethodNotUsable); an attempt that was used for another
  // amount or card is `conflict` (idempotencyKeyReused).
  virtual Result<ChargeOutcome> charge(const ChargeRequest& request) = 0;
  // How an attempt stands now. Nothing: no charge of it is known. Gateways find by our id with a
  // delay of a minute or more, so that a missing attempt is repeated with `is_retry` rather than
  // given up, unless its last try is an hour old.
  virtual Result<std::optional<ChargeOutcome>> find_charge(AttemptId attempt) = 0;
  // Gives up a charge that waits for the buyer. The outcome is what it really ended as: declined
  // with `canceled`, or succeeded when the buyer was faster.
  virtual Result<ChargeOutcome> cancel_charge(const std::string& payment_reference) = 0;

  // At most one refund per attempt. More than what is left of the charge is `conflict`
  // (amountTooLarge).
  virtual Result<RefundOutcome> refund(const RefundRequest& request) = 0;
  virtual Result<std::optional<RefundOutcome>> find_refund(
      AttemptId attempt, const std::string& payment_reference) = 0;
};

}  // namespace perseat::ports
