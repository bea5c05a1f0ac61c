// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The operations of the protocol. Each checks everything first and changes the state last, so that
// a refused request leaves nothing behind. They run one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sandbox_gateway/form.h"
#include "sandbox_gateway/objects.h"
#include "sandbox_gateway/state.h"

namespace perseat::sandbox_gateway {

// One request, after routing.
struct Call {
  State& state;
  Form form;
  std::int64_t now = 0;  // seconds since 1970
  std::string id;        // of the path, empty if it has none
  std::string idempotency_key;
  std::string base_url;     // where the buyer's browser reaches this server
  bool is_browser = false;  // came with a publishable key
  std::optional<Decline> ordered_decline;
};

struct Answer {
  AnyObject object;
  std::optional<Decline> decline;  // HTTP 402 instead of 200
  std::string list;                // rendered already; instead of an object
};

using Operation = Result<Answer> (*)(Call& call);

Result<Answer> create_customer(Call& call);
Result<Answer> retrieve_customer(Call& call);

Result<Answer> create_payment_method(Call& call);
Result<Answer> retrieve_payment_method(Call& call);
Result<Answer> update_payment_method(Call& call);
Result<Answer> attach_payment_method(Call& call);
Result<Answer> detach_payment_method(Call& call);
Result<Answer> list_payment_methods(Call& call);
Result<Answer> create_token(Call& call);
Result<Answer> retrieve_token(Call& call);

Result<Answer> create_payment_intent(Call& call);
Result<Answer> confirm_payment_intent(Call& call);
Result<Answer> retrieve_payment_intent(Call& call);
Result<Answer> cancel_payment_intent(Call& call);
Result<Answer> list_payment_intents(Call& call);
Result<Answer> search_payment_intents(Call& call);

Result<Answer> create_refund(Call& call);
Result<Answer> retrieve_refund(Call& call);
Result<Answer> list_refunds(Call& call);

// "pi_" and 24 random letters and digits.
[[nodiscard]] std::string random_id(std::string_view prefix, std::size_t length = 24);

// The payment method of that id, or a new one when the id is a test token such as "pm_card_visa".
[[nodiscard]] Result<PaymentMethod> resolve_payment_method(Call& call, const std::string& id,
                                                           std::string_view parameter);

// Whether this customer may pay with the card, or keep it: it is nobody else's and not spent.
[[nodiscard]] Result<void> expect_usable_by(const PaymentMethod& method,
                                            const std::string& customer);

// Ends a payment that waits for the buyer, as they decided. Refused when it does not wait.
[[nodiscard]] Result<Snapshot<PaymentIntent>> authenticate(State& state, const std::string& id,
                                                           bool is_approved, std::int64_t now);

}  // namespace perseat::sandbox_gateway
