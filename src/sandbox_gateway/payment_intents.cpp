// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Making, confirming, authenticating and giving up payments.
#include <fmt/format.h>

#include "sandbox_gateway/cards.h"
#include "sandbox_gateway/expiry.h"
#include "sandbox_gateway/operations.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::int64_t amount_max = 999'999'999'999;

// What confirming needs to know beyond the payment itself.
struct Confirmation {
  bool off_session = false;
  bool fails_on_action = false;  // error_on_requires_action
  std::string cvc_token;
};

bool is_currency(std::string_view text) {
  if (text.size() != 3) return false;
  for (const char c : text) {
    if (c < 'a' || c > 'z') return false;
  }
  return true;
}

bool needs_buyer(const PaymentMethod& method, Behavior behavior, bool off_session) {
  switch (behavior) {
    case Behavior::authenticate_always: return true;
    case Behavior::authenticate_unless_set_up: return !(off_session && method.is_set_up);
    case Behavior::authenticate_on_session: return !off_session;
    default: return false;
  }
}

void move_money(Call& call, PaymentIntent& intent, PaymentMethod method) {
  intent.status = "succeeded";
  intent.latest_charge = random_id("ch_");
  intent.last_error.reset();
  intent.action_url.clear();
  const bool keeps = !intent.setup_future_usage.empty() && !intent.customer.empty();
  if (method.customer.empty()) {
    if (keeps) method.customer = intent.customer;
    method.is_spent = !keeps;
    call.state.put(std::move(method));
  }
  call.state.put(LedgerEntry{"charge", intent.latest_charge, intent.id, intent.amount,
                             intent.currency, call.idempotency_key, call.now, intent.metadata});
}

// A declined payment can be confirmed again with another card, so it loses this one.
Answer refuse(Call& call, PaymentIntent intent, Decline decline) {
  intent.status = "requires_payment_method";
  intent.latest_charge = random_id("ch_");
  intent.payment_method.clear();
  intent.last_error = decline;
  return {call.state.put(std::move(intent)), std::move(decline), {}};
}

Answer ask_buyer(Call& call, PaymentIntent intent) {
  intent.status = "requires_action";
  intent.action_secret = random_id("", 32);
  intent.action_url = fmt::format("{}/sandbox/authenticate/{}?key={}", call.base_url, intent.id,
                                  intent.action_secret);
  return {call.state.put(std::move(intent)), {}, {}};
}

// Requires: the intent's payment method is `method`, checked usable.
Answer confirm(Call& call, PaymentIntent intent, const PaymentMethod& method,
               const Confirmation& confirmation) {
  const Behavior behavior = parse_enum<Behavior>(method.behavior).value();
  if (call.ordered_decline) return refuse(call, std::move(intent), *call.ordered_decline);
  if (has_expired({method.exp_month, method.exp_year}, call.now))
    return refuse(call, std::move(intent), decline_named("expired_card"));
  if (auto decline = charge_decline(behavior)) return refuse(call, std::move(intent), *decline);
  if (needs_buyer(method, behavior, confirmation.off_session)) {
    if (confirmation.off_session || confirmation.fails_on_action)
      return refuse(call, std::move(intent), decline_named("authentication_required"));
    return ask_buyer(call, std::move(intent));
  }
  move_money(call, intent, method);
  return {call.state.put(std::move(intent)), {}, {}};
}

Result<Confirmation> take_confirmation(Call& call, PaymentIntent& intent) {
  Confirmation confirmation;
  confirmation.off_session = TRY(call.form.take_flag("off_session", false));
  confirmation.fails_on_action = TRY(call.form.take_flag("error_on_requires_action", false));
  confirmation.cvc_token = call.form.take("payment_method_options[card][cvc_token]");
  if (call.form.has("return_url")) intent.return_url = call.form.take("return_url");
  const bool is_url = intent.return_url.empty() || intent.return_url.starts_with("https://") ||
                      intent.return_url.starts_with("http://");
  if (!is_url) return wrong_parameter("return_url", "The return URL must begin with https://.");
  if (confirmation.off_session && !intent.return_url.empty())
    return wrong_parameter("return_url", "A payment without the buyer has no return URL.");
  if (call.form.has("setup_future_usage"))
    intent.setup_future_usage = call.form.take("setup_future_usage");
  const bool is_usage = intent.setup_future_usage.empty() ||
                        intent.setup_future_usage == "off_session" ||
                        intent.setup_future_usage == "on_session";
  if (!is_usage) return wrong_parameter("setup_future_usage", "Unknown usage.");
  return confirmation;
}

Result<void> spend_cvc_token(Call& call, const std::string& id) {
  if (id.empty()) return {};
  constexpr std::string_view parameter = "payment_method_options[card][cvc_token]";
  const auto found = call.state.tokens().find(id);
  if (!found) return no_such("token", parameter);
  if (found->used) return wrong_parameter(parameter, "The token has been used already.");
  Token token = *found;
  token.used = true;
  call.state.put(std::move(token));
  return {};
}

Result<void> take_ways_to_pay(Form& form) {
  for (const std::string& type : form.take_list("payment_method_types")) {
    if (type != "card") return wrong_parameter("payment_method_types", "Only cards are taken.");
  }
  TRY(form.take_flag("automatic_payment_methods[enabled]", true));
  static_cast<void>(form.take("automatic_payment_methods[allow_redirects]"));
  const std::string capture = form.take("capture_method");
  if (!capture.empty() && capture != "automatic")
    return wrong_parameter("capture_method", "Only automatic capture is offered here.");
  return {};
}

Result<PaymentIntent> take_intent(Call& call) {
  PaymentIntent intent;
  intent.id = random_id("pi_");
  intent.created = call.now;
  intent.amount = TRY(call.form.require_integer("amount"));
  if (intent.amount < 1 || intent.amount > amount_max)
    return invalid("amount", intent.amount < 1 ? "amount_too_small" : "amount_too_large",
                   "The amount is outside of what can be charged.");
  intent.currency = TRY(call.form.require("currency"));
  if (!is_currency(intent.currency))
    return wrong_parameter("currency", "A currency is three lower-case letters.");
  intent.customer = call.form.take("customer");
  intent.payment_method = call.form.take("payment_method");
  intent.description = call.form.take("description");
  intent.client_secret = random_id(intent.id + "_secret_");
  intent.metadata = TRY(call.form.take_metadata());
  if (!intent.customer.empty() && !call.state.customers().find(intent.customer))
    return no_such("customer", "customer");
  return intent;
}

// Finds the card and keeps it when it came as a test token, so that it has an id of its own.
Result<PaymentMethod> settle_payment_method(Call& call, PaymentIntent& intent) {
  PaymentMethod method = TRY(resolve_payment_method(call, intent.payment_method, "payment_method"));
  TRY(expect_usable_by(method, intent.customer));
  intent.payment_method = method.id;
  return method;
}

Error cannot(std::string_view verb, const PaymentIntent& intent) {
  return unexpected_state("payment_intent_unexpected_state",
                          fmt::format("You cannot {} this payment intent because it has a status "
                                      "of {}.",
                                      verb, intent.status));
}

}  // namespace

Result<Answer> create_payment_intent(Call& call) {
  TRY(take_ways_to_pay(call.form));
  PaymentIntent intent = TRY(take_intent(call));
  const bool confirms = TRY(call.form.take_flag("confirm", false));
  const Confirmation confirmation = TRY(take_confirmation(call, intent));
  TRY(call.form.expect_all_taken());
  if (intent.payment_method.empty()) {
    if (confirms) return missing_parameter("payment_method");
    intent.status = "requires_payment_method";
    return Answer{call.state.put(std::move(intent)), {}, {}};
  }
  const PaymentMethod method = TRY(settle_payment_method(call, intent));
  if (confirms) TRY(spend_cvc_token(call, confirmation.cvc_token));
  if (!call.state.payment_methods().find(method.id)) call.state.put(method);
  intent.status = "requires_confirmation";
  if (!confirms) return Answer{call.state.put(std::move(intent)), {}, {}};
  return confirm(call, std::move(intent), method, confirmation);
}

Result<Answer> confirm_payment_intent(Call& call) {
  const auto found = call.state.payment_intents().find(call.id);
  if (!found) return no_such("payment_intent", "");
  PaymentIntent intent = *found;
  const std::string other_method = call.form.take("payment_method");
  const Confirmation confirmation = TRY(take_confirmation(call, intent));
  TRY(call.form.expect_all_taken());
  if (intent.status != "requires_confirmation" && intent.status != "requires_payment_method")
    return cannot("confirm", intent);
  if (!other_method.empty()) intent.payment_method = other_method;
  if (intent.payment_method.empty())
    return unexpected_state("payment_intent_unexpected_state",
                            "You cannot confirm this payment intent because it is missing a "
                            "payment method.");
  const PaymentMethod method = TRY(settle_payment_method(call, intent));
  TRY(spend_cvc_token(call, confirmation.cvc_token));
  if (!call.state.payment_methods().find(method.id)) call.state.put(method);
  return confirm(call, std::move(intent), method, confirmation);
}

Result<Answer> cancel_payment_intent(Call& call) {
  const auto found = call.state.payment_intents().find(call.id);
  if (!found) return no_such("payment_intent", "");
  PaymentIntent intent = *found;
  intent.cancellation_reason = call.form.take("cancellation_reason");
  TRY(call.form.expect_all_taken());
  if (intent.status == "succeeded" || intent.status == "canceled") return cannot("cancel", intent);
  intent.status = "canceled";
  intent.canceled_at = call.now;
  intent.action_url.clear();
  return Answer{call.state.put(std::move(intent)), {}, {}};
}

Result<Snapshot<PaymentIntent>> authenticate(State& state, const std::string& id, bool is_approved,
                                             std::int64_t now) {
  const auto found = state.payment_intents().find(id);
  if (!found || found->status != "requires_action")
    return unexpected_state("payment_intent_unexpected_state",
                            "This payment does not wait for anybody.");
  PaymentIntent intent = *found;
  PaymentMethod method = *state.payment_methods().find(intent.payment_method);
  if (!is_approved) {
    intent.status = "requires_payment_method";
    intent.payment_method.clear();
    intent.action_url.clear();
    intent.last_error = Decline{"payment_intent_authentication_failure", "",
                                "The buyer did not authenticate the payment.", ""};
    return state.put(std::move(intent));
  }
  if (intent.setup_future_usage == "off_session") method.is_set_up = true;
  state.put(method);
  Call call{state, {}, now, id, {}, {}, false, {}};
  move_money(call, intent, std::move(method));
  return state.put(std::move(intent));
}

}  // namespace perseat::sandbox_gateway
