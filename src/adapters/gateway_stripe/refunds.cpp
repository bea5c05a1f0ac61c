// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/refunds.h"

#include <fmt/format.h>

#include "adapters/gateway_stripe/wire_words.h"

namespace perseat::gateway_stripe {
namespace {

using ports::RefundOutcome;
using ports::RefundRequest;

constexpr int pages_max = 50;  // of 100 refunds: more than any charge has

// Refused refunds: too large, perhaps since this very attempt gave the money back already.
Result<RefundOutcome> explain_refusal(Client& client, const RefundRequest& request,
                                      const Reply& reply) {
  if (reply.status == 404 || reply.error_code() == "resource_missing") return error_of(reply);
  if (reply.is_key_reused())
    return conflict("idempotencyKeyReused", "The attempt was used for another refund before.");
  if (auto found = TRY(find_refund(client, request.attempt, request.payment_reference)))
    return std::move(*found);
  if (reply.error_param() == "amount" || reply.error_code() == "charge_already_refunded")
    return conflict("amountTooLarge", "The refund is more than what is left of the charge.");
  return error_of(reply);
}

}  // namespace

Result<RefundOutcome> refund(Client& client, const RefundRequest& request) {
  if (!is_gateway_id(request.payment_reference)) return not_found();
  const std::int64_t amount = TRY(wire_amount(request.amount));
  if (amount <= 0) return invalid("amount", "outOfRange", "A refund is a positive amount.");
  if (request.is_retry) {
    if (auto found = TRY(find_refund(client, request.attempt, request.payment_reference)))
      return std::move(*found);
  }
  FormText form;
  form.add("payment_intent", request.payment_reference)
      .add("amount", std::to_string(amount))
      .add("metadata[attempt]", request.attempt.text())
      .add("metadata[organization]", request.org.text());
  const Reply reply = client.post("/v1/refunds", form, request.attempt.text() + ":refund");
  switch (reply.kind) {
    case ReplyKind::done: return refund_of(reply.root());
    case ReplyKind::unknown: return RefundOutcome{};
    case ReplyKind::refused: return explain_refusal(client, request, reply);
    case ReplyKind::declined:
    case ReplyKind::not_done: break;
  }
  return error_of(reply);
}

Result<std::optional<RefundOutcome>> find_refund(Client& client, AttemptId attempt,
                                                 const std::string& payment_reference) {
  if (!is_gateway_id(payment_reference)) return not_found();
  const std::string wanted = attempt.text();
  std::string after;
  for (int page = 0; page < pages_max; ++page) {
    std::string path = "/v1/refunds?limit=100&payment_intent=" + percent_encode(payment_reference);
    if (!after.empty()) path += "&starting_after=" + percent_encode(after);
    const Reply reply = client.get(path);
    if (reply.kind != ReplyKind::done) return error_of(reply);
    const json::Node data = reply.root().member("data");
    for (std::size_t i = 0; i < data.size(); ++i) {
      const json::Node refund = data.element(i);
      after = text_of(refund.member("id"));
      if (text_of(at(refund, "metadata", "attempt")) == wanted)
        return std::optional<RefundOutcome>{refund_of(refund)};
    }
    const json::Node more = reply.root().member("has_more");
    if (data.size() == 0 || !more.exists() || !more.boolean().value_or(false)) break;
  }
  return std::optional<RefundOutcome>{};
}

}  // namespace perseat::gateway_stripe
