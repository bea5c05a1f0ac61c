// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payments/claim_payment.h"

namespace perseat::usecases {

void ClaimPayment::needs(store::Needs& needs, const Actor& actor) const {
  needs.payment_attempts.add({actor.org, attempt});
}

Result<ClaimPayment::Output> ClaimPayment::decide(store::State& state,
                                                  const Context& context) const {
  const PaymentAttempt::Key key{context.actor.org, attempt};
  const PaymentAttempt* found = state.payment_attempts.find(key);
  if (!context.actor.user.is_nil() || found == nullptr) return not_found();
  const bool is_open =
      found->status == AttemptStatus::open || found->status == AttemptStatus::needs_action;
  if (!is_open || found->lease != lease) return Output{};
  state.payment_attempts.change(key).lease = lease.next(context.server);
  return Output{true};
}

}  // namespace perseat::usecases
