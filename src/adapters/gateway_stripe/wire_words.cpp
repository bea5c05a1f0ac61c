// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/wire_words.h"

#include <array>
#include <limits>
#include <string>
#include <utility>

namespace perseat::gateway_stripe {
namespace {

using ports::ChargeOutcome;
using ports::ChargeStatus;
using ports::DeclineCode;
using ports::RefundStatus;

constexpr std::int64_t hundred = 100;

// https://docs.stripe.com/declines/codes
constexpr std::array<std::pair<std::string_view, DeclineCode>, 27> decline_words{{
    {"insufficient_funds", DeclineCode::insufficient_funds},
    {"expired_card", DeclineCode::expired_card},
    {"invalid_expiry_month", DeclineCode::expired_card},
    {"invalid_expiry_year", DeclineCode::expired_card},
    {"incorrect_cvc", DeclineCode::incorrect_security_code},
    {"invalid_cvc", DeclineCode::incorrect_security_code},
    {"processing_error", DeclineCode::processing_error},
    {"try_again_later", DeclineCode::processing_error},
    {"issuer_not_available", DeclineCode::processing_error},
    {"reenter_transaction", DeclineCode::processing_error},
    {"lost_card", DeclineCode::lost_card},
    {"stolen_card", DeclineCode::stolen_card},
    {"pickup_card", DeclineCode::stolen_card},
    {"fraudulent", DeclineCode::suspected_fraud},
    {"merchant_blacklist", DeclineCode::suspected_fraud},
    {"security_violation", DeclineCode::suspected_fraud},
    {"card_velocity_exceeded", DeclineCode::limit_exceeded},
    {"withdrawal_count_limit_exceeded", DeclineCode::limit_exceeded},
    {"card_not_supported", DeclineCode::card_not_supported},
    {"currency_not_supported", DeclineCode::card_not_supported},
    {"testmode_decline", DeclineCode::card_not_supported},
    {"test_mode_live_card", DeclineCode::card_not_supported},
    {"transaction_not_allowed", DeclineCode::card_not_supported},
    {"service_not_allowed", DeclineCode::card_not_supported},
    {"authentication_required", DeclineCode::authentication_required},
    {"authentication_not_handled", DeclineCode::authentication_required},
    {"payment_intent_authentication_failure", DeclineCode::authentication_failed},
}};

std::optional<DeclineCode> find_word(std::string_view word) {
  for (const auto& [known, code] : decline_words) {
    if (known == word) return code;
  }
  return std::nullopt;
}

std::string action_url(json::Node intent) {
  const std::string redirect = text_of(at(intent.member("next_action"), "redirect_to_url", "url"));
  if (!redirect.empty()) return redirect;
  return text_of(at(intent.member("next_action"), "use_stripe_sdk", "stripe_js"));
}

int small_number(json::Node node) {
  const std::int64_t number = node.integer().value_or(0);
  return number < 0 || number > 9'999 ? 0 : static_cast<int>(number);
}

}  // namespace

std::string text_of(json::Node node) {
  return node.exists() ? std::string(node.text().value_or("")) : std::string{};
}

json::Node at(json::Node node, std::string_view name, std::string_view inner) {
  if (!node.exists() || !node.is_object()) return {};
  const json::Node found = node.member(name);
  return found.exists() && found.is_object() ? found.member(inner) : json::Node{};
}

Result<std::int64_t> wire_amount(Money amount) {
  const std::string_view currency = amount.currency.text();
  if (currency == "UGX" || currency == "ISK") {
    if (amount.minor > std::numeric_limits<std::int64_t>::max() / hundred)
      return invalid("amount", "amountTooLarge", "The amount is too large for the gateway.");
    return amount.minor * hundred;
  }
  if (currency == "MGA") {
    if (amount.minor % hundred != 0)
      return invalid("amount", "tooManyDecimals", "The gateway takes whole ariary only.");
    return amount.minor / hundred;
  }
  return amount.minor;
}

DeclineCode decline_of(std::string_view code, std::string_view decline_code) {
  if (const auto known = find_word(decline_code)) return *known;
  return find_word(code).value_or(DeclineCode::generic_decline);
}

std::optional<ChargeOutcome> outcome_of(json::Node intent) {
  ChargeOutcome outcome;
  outcome.payment_reference = text_of(intent.member("id"));
  const std::string status = text_of(intent.member("status"));
  const json::Node failure = intent.member("last_payment_error");
  const bool has_failed = failure.exists() && failure.is_object();
  if (status == "requires_confirmation" || (status == "requires_payment_method" && !has_failed))
    return std::nullopt;
  if (status == "succeeded") {
    outcome.status = ChargeStatus::succeeded;
  } else if (status == "requires_action") {
    outcome.status = ChargeStatus::needs_action;
    outcome.next_action_url = action_url(intent);
  } else if (status == "canceled") {
    outcome.status = ChargeStatus::declined;
    outcome.decline = DeclineCode::canceled;
    outcome.decline_text = status;
  } else if (status == "requires_payment_method") {
    const std::string code = text_of(failure.member("code"));
    const std::string decline_code = text_of(failure.member("decline_code"));
    outcome.status = ChargeStatus::declined;
    outcome.decline = decline_of(code, decline_code);
    outcome.decline_text = decline_code.empty() ? code : decline_code;
  }
  // Others ("processing") are on their way: unknown.
  return outcome;
}

ports::RefundOutcome refund_of(json::Node refund) {
  ports::RefundOutcome outcome;
  outcome.refund_reference = text_of(refund.member("id"));
  const std::string status = text_of(refund.member("status"));
  if (status == "succeeded") outcome.status = RefundStatus::succeeded;
  if (status == "pending" || status == "requires_action") outcome.status = RefundStatus::pending;
  if (status == "failed" || status == "canceled") {
    outcome.status = RefundStatus::failed;
    outcome.failure_text = text_of(refund.member("failure_reason"));
  }
  return outcome;
}

ports::CardDetails card_of(json::Node payment_method) {
  ports::CardDetails card;
  card.token = text_of(payment_method.member("id"));
  const json::Node details = payment_method.member("card");
  if (details.exists() && details.is_object()) {
    card.brand = text_of(details.member("brand"));
    card.last4 = text_of(details.member("last4"));
    card.country = text_of(details.member("country"));
    card.expiry_month = small_number(details.member("exp_month"));
    card.expiry_year = small_number(details.member("exp_year"));
  }
  card.holder_name = text_of(at(payment_method, "billing_details", "name"));
  const json::Node address = at(payment_method, "billing_details", "address");
  if (address.exists() && address.is_object()) {
    card.address = {text_of(address.member("line1")),       text_of(address.member("line2")),
                    text_of(address.member("city")),        text_of(address.member("state")),
                    text_of(address.member("postal_code")), text_of(address.member("country"))};
  }
  return card;
}

}  // namespace perseat::gateway_stripe
