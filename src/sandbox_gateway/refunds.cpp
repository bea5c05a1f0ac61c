// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Giving money back, never more than was charged.
#include <fmt/format.h>

#include "sandbox_gateway/operations.h"
#include "sandbox_gateway/paging.h"

namespace perseat::sandbox_gateway {
namespace {

// What is left of the charge, or why nothing can be given back.
Result<std::int64_t> refundable(const PaymentIntent& intent) {
  if (intent.status != "succeeded")
    return unexpected_state("payment_intent_unexpected_state",
                            "This payment has no successful charge to refund.");
  const std::int64_t left = intent.amount - intent.amount_refunded;
  if (left == 0)
    return unexpected_state("charge_already_refunded", "The charge has already been refunded.");
  return left;
}

}  // namespace

Result<Answer> create_refund(Call& call) {
  const std::string intent_id = TRY(call.form.require("payment_intent"));
  const auto amount = TRY(call.form.take_integer("amount"));
  Refund refund;
  refund.reason = call.form.take("reason");
  refund.metadata = TRY(call.form.take_metadata());
  TRY(call.form.expect_all_taken());
  const bool is_known_reason = refund.reason.empty() || refund.reason == "duplicate" ||
                               refund.reason == "fraudulent" ||
                               refund.reason == "requested_by_customer";
  if (!is_known_reason)
    return wrong_parameter("reason", "The reason is not one of the known ones.");
  const auto found = call.state.payment_intents().find(intent_id);
  if (!found) return no_such("payment_intent", "payment_intent");
  const std::int64_t left = TRY(refundable(*found));
  refund.amount = amount.value_or(left);
  if (refund.amount < 1) return wrong_parameter("amount", "Invalid positive integer: amount.");
  if (refund.amount > left)
    return invalid("amount", "amount_too_large",
                   fmt::format("Refund amount ({}) is greater than unrefunded amount on charge "
                               "({}).",
                               refund.amount, left));
  refund.id = random_id("re_");
  refund.created = call.now;
  refund.payment_intent = found->id;
  refund.charge = found->latest_charge;
  refund.currency = found->currency;
  // The bank may refuse to take the money back; then the charge stays as it was.
  refund.status = call.ordered_decline ? "failed" : "succeeded";
  if (call.ordered_decline) {
    refund.failure_reason = "declined";
    return Answer{call.state.put(std::move(refund)), {}, {}};
  }
  PaymentIntent intent = *found;
  intent.amount_refunded += refund.amount;
  CHECK(intent.amount_refunded <= intent.amount);
  call.state.put(std::move(intent));
  call.state.put(LedgerEntry{"refund", refund.id, refund.payment_intent, refund.amount,
                             refund.currency, call.idempotency_key, call.now, refund.metadata});
  return Answer{call.state.put(std::move(refund)), {}, {}};
}

Result<Answer> retrieve_refund(Call& call) {
  TRY(call.form.expect_all_taken());
  const auto refund = call.state.refunds().find(call.id);
  if (!refund) return no_such("refund", "");
  return Answer{refund, {}, {}};
}

Result<Answer> list_refunds(Call& call) {
  const std::string intent = call.form.take("payment_intent");
  const std::string charge = call.form.take("charge");
  const PageWanted wanted = TRY(take_page(call.form));
  TRY(call.form.expect_all_taken());
  const auto matches = [&](const Refund& refund) {
    return (intent.empty() || refund.payment_intent == intent) &&
           (charge.empty() || refund.charge == charge);
  };
  if (intent.empty()) return page_of(call.state.refunds().rows(), wanted, "/v1/refunds", matches);
  if (!call.state.payment_intents().find(intent))
    return no_such("payment_intent", "payment_intent");
  return page_of(call.state.refunds_of(intent), wanted, "/v1/refunds", matches);
}

}  // namespace perseat::sandbox_gateway
