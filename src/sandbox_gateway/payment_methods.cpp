// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Cards: made from a number or a test token, kept with a customer, changed, let go.
#include <fmt/format.h>

#include <algorithm>

#include "sandbox_gateway/cards.h"
#include "sandbox_gateway/expiry.h"
#include "sandbox_gateway/operations.h"
#include "sandbox_gateway/paging.h"
#include "sandbox_gateway/render.h"

namespace perseat::sandbox_gateway {
namespace {

// The protocol answers a wrong card detail as the bank would: 402.
std::optional<Decline> refuse_expiry(Expiry expiry, std::int64_t now) {
  const std::int64_t this_year = year_of(now);
  if (expiry.year < this_year || expiry.year > this_year + years_ahead_max)
    return Decline{"invalid_expiry_year", "", "Your card's expiration year is invalid.",
                   "exp_year"};
  if (expiry.month < 1 || expiry.month > 12 || has_expired(expiry, now))
    return Decline{"invalid_expiry_month", "", "Your card's expiration month is invalid.",
                   "exp_month"};
  return std::nullopt;
}

std::optional<Decline> refuse_cvc(const std::string& cvc, const std::string& brand) {
  const bool is_digits =
      std::all_of(cvc.begin(), cvc.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool fits = cvc.size() == 3 || (cvc.size() == 4 && brand == "amex");
  if (cvc.empty() || (is_digits && fits)) return std::nullopt;
  return Decline{"invalid_cvc", "", "Your card's security code is invalid.", "cvc"};
}

void take_billing(Form& form, BillingDetails& billing) {
  struct Part {
    std::string_view name;
    std::string& value;
  };
  Part parts[] = {{"billing_details[name]", billing.name},
                  {"billing_details[email]", billing.email},
                  {"billing_details[phone]", billing.phone},
                  {"billing_details[address][line1]", billing.line1},
                  {"billing_details[address][line2]", billing.line2},
                  {"billing_details[address][city]", billing.city},
                  {"billing_details[address][state]", billing.state},
                  {"billing_details[address][postal_code]", billing.postal_code},
                  {"billing_details[address][country]", billing.country}};
  for (Part& part : parts) {
    if (form.has(part.name)) part.value = form.take(part.name);
  }
}

PaymentMethod from_facts(const CardFacts& facts, std::int64_t now) {
  PaymentMethod method;
  method.id = random_id("pm_");
  method.created = now;
  method.brand = facts.brand;
  method.country = facts.country;
  method.funding = facts.funding;
  method.last4 = facts.last4;
  method.fingerprint = facts.fingerprint;
  method.behavior = std::string(enum_text(facts.behavior));
  return method;
}

// Test tokens stand for a card that is good for some years.
PaymentMethod from_test_number(const State& state, const std::string& number, std::int64_t now) {
  auto examined = examine_card(number, state.fingerprint_key());
  const auto* facts = std::get_if<CardFacts>(&examined);
  CHECK(facts != nullptr);
  PaymentMethod method = from_facts(*facts, now);
  method.exp_month = 12;
  method.exp_year = year_of(now) + 4;
  method.has_cvc = true;
  return method;
}

Answer declined(Decline decline) { return {{}, std::move(decline), {}}; }

Result<Answer> create_from_number(Call& call, const std::string& number) {
  const Expiry expiry{TRY(call.form.require_integer("card[exp_month]")),
                      TRY(call.form.require_integer("card[exp_year]"))};
  const std::string cvc = call.form.take("card[cvc]");
  BillingDetails billing;
  take_billing(call.form, billing);
  auto metadata = TRY(call.form.take_metadata());
  TRY(call.form.expect_all_taken());
  auto examined = examine_card(number, call.state.fingerprint_key());
  if (auto* decline = std::get_if<Decline>(&examined)) return declined(std::move(*decline));
  const auto& facts = *std::get_if<CardFacts>(&examined);
  if (auto decline = refuse_expiry(expiry, call.now)) return declined(std::move(*decline));
  if (auto decline = refuse_cvc(cvc, facts.brand)) return declined(std::move(*decline));
  PaymentMethod method = from_facts(facts, call.now);
  method.exp_month = expiry.month;
  method.exp_year = expiry.year;
  method.has_cvc = !cvc.empty();
  method.billing = std::move(billing);
  method.metadata = std::move(metadata);
  return Answer{call.state.put(std::move(method)), {}, {}};
}

}  // namespace

Result<PaymentMethod> resolve_payment_method(Call& call, const std::string& id,
                                             std::string_view parameter) {
  if (const auto found = call.state.payment_methods().find(id)) return *found;
  const auto number = number_of_test_token(id);
  if (!number) return no_such("PaymentMethod", parameter);
  return from_test_number(call.state, *number, call.now);
}

Result<Answer> create_payment_method(Call& call) {
  const std::string type = TRY(call.form.require("type"));
  if (type != "card") return wrong_parameter("type", "Only cards are taken here.");
  const std::string token = call.form.take("card[token]");
  if (token.empty()) return create_from_number(call, TRY(call.form.require("card[number]")));
  const auto number = number_of_test_token(token);
  if (!number) return no_such("token", "card[token]");
  PaymentMethod method = from_test_number(call.state, *number, call.now);
  take_billing(call.form, method.billing);
  method.metadata = TRY(call.form.take_metadata());
  TRY(call.form.expect_all_taken());
  return Answer{call.state.put(std::move(method)), {}, {}};
}

Result<Answer> retrieve_payment_method(Call& call) {
  TRY(call.form.expect_all_taken());
  const auto method = call.state.payment_methods().find(call.id);
  if (!method) return no_such("PaymentMethod", "");
  return Answer{method, {}, {}};
}

Result<Answer> update_payment_method(Call& call) {
  const auto found = call.state.payment_methods().find(call.id);
  if (!found) return no_such("PaymentMethod", "");
  PaymentMethod method = *found;
  const Expiry before{method.exp_month, method.exp_year};
  method.exp_month = TRY(call.form.take_integer("card[exp_month]")).value_or(before.month);
  method.exp_year = TRY(call.form.take_integer("card[exp_year]")).value_or(before.year);
  take_billing(call.form, method.billing);
  auto metadata = TRY(call.form.take_metadata());
  TRY(call.form.expect_all_taken());
  if (method.customer.empty())
    return unexpected_state("payment_method_unattached",
                            "The payment method must be attached to a customer to be updated.");
  if (method.exp_month != before.month || method.exp_year != before.year) {
    auto decline = refuse_expiry({method.exp_month, method.exp_year}, call.now);
    if (decline) return declined(std::move(*decline));
  }
  if (!metadata.empty()) method.metadata = std::move(metadata);
  return Answer{call.state.put(std::move(method)), {}, {}};
}

Result<void> expect_usable_by(const PaymentMethod& method, const std::string& customer) {
  if (method.is_spent)
    return unexpected_state("payment_method_spent",
                            "This payment method was detached, or used without a customer, and "
                            "may not be used again.");
  if (!method.customer.empty() && method.customer != customer)
    return unexpected_state("payment_method_attached",
                            "The payment method is attached to another customer.");
  return {};
}

Result<Answer> attach_payment_method(Call& call) {
  const std::string customer = TRY(call.form.require("customer"));
  TRY(call.form.expect_all_taken());
  PaymentMethod method = TRY(resolve_payment_method(call, call.id, ""));
  if (!call.state.customers().find(customer)) return no_such("customer", "customer");
  TRY(expect_usable_by(method, customer));
  if (call.ordered_decline) return declined(*call.ordered_decline);
  if (auto decline = attach_decline(parse_enum<Behavior>(method.behavior).value()))
    return declined(std::move(*decline));
  method.customer = customer;
  return Answer{call.state.put(std::move(method)), {}, {}};
}

Result<Answer> detach_payment_method(Call& call) {
  TRY(call.form.expect_all_taken());
  const auto found = call.state.payment_methods().find(call.id);
  if (!found) return no_such("PaymentMethod", "");
  if (found->customer.empty())
    return unexpected_state("payment_method_unattached",
                            "The payment method is not attached to a customer, so that detachment "
                            "is impossible.");
  PaymentMethod method = *found;
  method.customer.clear();
  method.is_spent = true;
  return Answer{call.state.put(std::move(method)), {}, {}};
}

Result<Answer> list_payment_methods(Call& call) {
  const std::string customer = TRY(call.form.require("customer"));
  const std::string type = call.form.take("type");
  const PageWanted wanted = TRY(take_page(call.form));
  TRY(call.form.expect_all_taken());
  if (!type.empty() && type != "card") return wrong_parameter("type", "Only cards are kept here.");
  if (!call.state.customers().find(customer)) return no_such("customer", "customer");
  return page_of(call.state.payment_methods().rows(), wanted, "/v1/payment_methods",
                 [&](const PaymentMethod& method) { return method.customer == customer; });
}

Result<Answer> create_token(Call& call) {
  const std::string code = TRY(call.form.require("cvc_update[cvc]"));
  TRY(call.form.expect_all_taken());
  const bool is_code =
      (code.size() == 3 || code.size() == 4) &&
      std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_code)
    return declined({"invalid_cvc", "", "Your card's security code is invalid.", "cvc"});
  Token token;
  token.id = random_id("cvctok_");
  token.created = call.now;
  return Answer{call.state.put(std::move(token)), {}, {}};
}

Result<Answer> retrieve_token(Call& call) {
  TRY(call.form.expect_all_taken());
  const auto token = call.state.tokens().find(call.id);
  if (!token) return no_such("token", "");
  return Answer{token, {}, {}};
}

}  // namespace perseat::sandbox_gateway
