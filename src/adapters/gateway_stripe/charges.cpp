// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/charges.h"

#include <fmt/format.h>

#include "adapters/gateway_stripe/wire_words.h"

namespace perseat::gateway_stripe {
namespace {

using ports::ChargeOutcome;
using ports::ChargeRequest;
using ports::ChargeStatus;

constexpr std::string_view cvc_token_parameter = "payment_method_options[card][cvc_token]";

// What the gateway holds of an attempt.
struct FoundIntent {
  std::string id;
  std::int64_t amount = 0;
  std::string currency;
  std::optional<ChargeOutcome> outcome;  // nothing: never confirmed
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string intent_path(const std::string& id, std::string_view action) {
  return fmt::format("/v1/payment_intents/{}{}", percent_encode(id), action);
}

FoundIntent read_intent(json::Node intent) {
  return {text_of(intent.member("id")), intent.member("amount").integer().value_or(0),
          text_of(intent.member("currency")), outcome_of(intent)};
}

ChargeOutcome unknown_outcome(std::string payment_reference) {
  ChargeOutcome outcome;
  outcome.payment_reference = std::move(payment_reference);
  return outcome;
}

Error reused() {
  return conflict("idempotencyKeyReused", "The attempt was used for another payment before.");
}

Error card_unusable() {
  return invalid("paymentMethod", "paymentMethodNotUsable", "The card cannot be charged any more.");
}

// Why a payment intent could not be made or confirmed. The protocol has no code for a card that
// was detached, so that this is what remains.
Error refusal(const Reply& reply) {
  const std::string code = reply.error_code();
  if (reply.is_key_reused()) return reused();
  if (code == "amount_too_small")
    return invalid("amount", "outOfRange", "The amount is less than the gateway charges.");
  if (code == "amount_too_large")
    return invalid("amount", "amountTooLarge", "The amount is more than the gateway charges.");
  if (code.starts_with("parameter_")) {
    if (reply.error_param() == cvc_token_parameter)
      return invalid("securityCodeToken", "tokenInvalid", "The security code's token is used up.");
    return error_of(reply);
  }
  return card_unusable();
}

// There is one intent per attempt. Should there be two after all, one that moved money counts.
Result<std::optional<FoundIntent>> find_intent(Client& client, AttemptId attempt) {
  const std::string query = fmt::format("metadata['attempt']:'{}'", attempt.text());
  const Reply reply =
      client.get("/v1/payment_intents/search?limit=100&query=" + percent_encode(query));
  if (reply.kind != ReplyKind::done) return error_of(reply);
  const json::Node data = reply.root().member("data");
  std::optional<FoundIntent> best;
  for (std::size_t i = 0; i < data.size(); ++i) {
    FoundIntent found = read_intent(data.element(i));
    const bool moved_money = found.outcome && found.outcome->status == ChargeStatus::succeeded;
    if (!best || moved_money) best = std::move(found);
  }
  return best;
}

Result<FoundIntent> read_back(Client& client, const std::string& id) {
  const Reply reply = client.get(intent_path(id, ""));
  if (reply.kind != ReplyKind::done) return error_of(reply);
  return read_intent(reply.root());
}

Result<FoundIntent> create(Client& client, const ChargeRequest& request, std::int64_t amount) {
  FormText form;
  form.add("amount", std::to_string(amount))
      .add("currency", lower(request.amount.currency.text()))
      .add("customer", request.customer)
      .add("payment_method", request.payment_method_token)
      .add("payment_method_types[]", "card")
      .add("metadata[attempt]", request.attempt.text())
      .add("metadata[organization]", request.org.text())
      .add("metadata[invoice]", request.invoice.text());
  if (!request.description.empty()) form.add("description", request.description);
  const Reply reply = client.post("/v1/payment_intents", form, request.attempt.text() + ":create");
  if (reply.kind == ReplyKind::done) return read_intent(reply.root());
  // The gateway repeats a failure of its own for ever, though it did what was asked.
  if (reply.is_replayed && reply.status >= 500) {
    if (auto found = TRY(find_intent(client, request.attempt))) return std::move(*found);
  }
  if (reply.kind == ReplyKind::refused) return refusal(reply);
  // Nothing is charged by creating: lost or not, this call moved no money.
  if (reply.kind == ReplyKind::unknown)
    return unavailable("gatewayUnavailable", "The payment gateway cannot be reached now.");
  return error_of(reply);
}

FormText confirmation(const ChargeRequest& request) {
  FormText form;
  if (request.buyer_is_present) {
    // Lets renewals charge the card later without the buyer.
    form.add("setup_future_usage", "off_session");
    if (!request.return_url.empty()) form.add("return_url", request.return_url);
  } else {
    form.add("off_session", "true");
  }
  if (request.security_code_token) form.add(cvc_token_parameter, *request.security_code_token);
  return form;
}

ChargeOutcome declined_outcome(const Reply& reply, const std::string& id) {
  const json::Node error = reply.error();
  ChargeOutcome outcome;
  outcome.status = ChargeStatus::declined;
  outcome.payment_reference = id;
  const std::string code = text_of(error.member("code"));
  const std::string decline_code = text_of(error.member("decline_code"));
  outcome.decline = decline_of(code, decline_code);
  outcome.decline_text = decline_code.empty() ? code : decline_code;
  return outcome;
}

Result<ChargeOutcome> confirm(Client& client, const ChargeRequest& request, const std::string& id) {
  const Reply reply = client.post(intent_path(id, "/confirm"), confirmation(request),
                                  request.attempt.text() + ":confirm");
  switch (reply.kind) {
    case ReplyKind::done: return outcome_of(reply.root()).value_or(unknown_outcome(id));
    case ReplyKind::declined: return declined_outcome(reply, id);
    case ReplyKind::unknown: return unknown_outcome(id);
    case ReplyKind::not_done: return error_of(reply);
    case ReplyKind::refused: break;
  }
  // Refused: it has another state than expected, perhaps an end that was reached before.
  FoundIntent present = TRY(read_back(client, id));
  if (present.outcome) return std::move(*present.outcome);
  return refusal(reply);
}

}  // namespace

Result<ChargeOutcome> charge(Client& client, const ChargeRequest& request) {
  if (!is_gateway_id(request.payment_method_token) || !is_gateway_id(request.customer))
    return card_unusable();
  const std::int64_t amount = TRY(wire_amount(request.amount));
  if (amount <= 0) return invalid("amount", "outOfRange", "A charge is a positive amount.");
  std::optional<FoundIntent> intent;
  if (request.is_retry) intent = TRY(find_intent(client, request.attempt));
  if (!intent) intent = TRY(create(client, request, amount));
  if (!is_gateway_id(intent->id))
    return unavailable("gatewayUnavailable", "The payment gateway's answer makes no sense.");
  if (intent->amount != amount || intent->currency != lower(request.amount.currency.text()))
    return reused();
  if (intent->outcome) return std::move(*intent->outcome);
  return confirm(client, request, intent->id);
}

Result<std::optional<ChargeOutcome>> find_charge(Client& client, AttemptId attempt) {
  auto intent = TRY(find_intent(client, attempt));
  if (!intent) return std::optional<ChargeOutcome>{};
  return std::move(intent->outcome);
}

Result<ChargeOutcome> cancel_charge(Client& client, const std::string& payment_reference) {
  if (!is_gateway_id(payment_reference)) return not_found();
  const Reply reply = client.post(intent_path(payment_reference, "/cancel"), {}, {});
  if (reply.kind == ReplyKind::done)
    return outcome_of(reply.root()).value_or(unknown_outcome(payment_reference));
  if (reply.kind == ReplyKind::unknown) return unknown_outcome(payment_reference);
  if (reply.kind != ReplyKind::refused || reply.status == 404) return error_of(reply);
  const FoundIntent present = TRY(read_back(client, payment_reference));
  return present.outcome.value_or(unknown_outcome(payment_reference));
}

}  // namespace perseat::gateway_stripe
