// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/cards.h"

#include <fmt/format.h>

#include "adapters/gateway_stripe/wire_words.h"
#include "base/hash.h"

namespace perseat::gateway_stripe {
namespace {

Error bad_token(const char* field) {
  return invalid(field, "tokenInvalid", "The payment gateway does not know this token.");
}

std::string card_path(const std::string& token, std::string_view action) {
  return fmt::format("/v1/payment_methods/{}{}", percent_encode(token), action);
}

Result<ports::CardDetails> read_card(const Reply& reply) {
  ports::CardDetails card = card_of(reply.root());
  if (!is_gateway_id(card.token) || card.last4.empty())
    return unavailable("gatewayUnavailable", "The payment gateway's answer makes no sense.");
  return card;
}

// The code itself can only be compared with the next charge; what can be told now is that the
// token is genuine and was not used.
Result<void> expect_fresh_code(Client& client, const std::string& token) {
  if (!is_gateway_id(token)) return bad_token("securityCodeToken");
  const Reply reply = client.get("/v1/tokens/" + percent_encode(token));
  if (reply.kind == ReplyKind::refused) return bad_token("securityCodeToken");
  if (reply.kind != ReplyKind::done) return error_of(reply);
  const bool is_code = text_of(reply.root().member("type")) == "cvc_update";
  const json::Node used = reply.root().member("used");
  const bool is_used = !used.exists() || used.boolean().value_or(true);
  if (!is_code || is_used) return bad_token("securityCodeToken");
  return {};
}

FormText form_of(const ports::CardChanges& changes) {
  FormText form;
  if (changes.expiry_month) form.add("card[exp_month]", std::to_string(*changes.expiry_month));
  if (changes.expiry_year) form.add("card[exp_year]", std::to_string(*changes.expiry_year));
  if (changes.holder_name) form.add("billing_details[name]", *changes.holder_name);
  if (changes.address) {
    const Address& address = *changes.address;
    form.add("billing_details[address][line1]", address.line1)
        .add("billing_details[address][line2]", address.line2)
        .add("billing_details[address][city]", address.city)
        .add("billing_details[address][state]", address.region)
        .add("billing_details[address][postal_code]", address.postal_code)
        .add("billing_details[address][country]", address.country);
  }
  return form;
}

}  // namespace

Result<std::string> create_customer(Client& client, const ports::CustomerRequest& request) {
  FormText form;
  form.add("name", request.name).add("metadata[organization]", request.org.text());
  const std::string key =
      fmt::format("customer:{}:{}", request.org.text(), sha256_hex(request.name).substr(0, 32));
  const Reply reply = client.post("/v1/customers", form, key);
  if (reply.kind != ReplyKind::done) return error_of(reply);
  std::string id = text_of(reply.root().member("id"));
  if (!is_gateway_id(id))
    return unavailable("gatewayUnavailable", "The payment gateway's answer makes no sense.");
  return id;
}

Result<ports::CardDetails> attach_card(Client& client, const std::string& customer,
                                       const std::string& token) {
  if (!is_gateway_id(token)) return bad_token("token");
  FormText form;
  form.add("customer", customer);
  const Reply reply = client.post(card_path(token, "/attach"), form, {});
  // A token of another customer, a spent one, or none at all: the same to whoever sent it.
  if (reply.kind == ReplyKind::refused) return bad_token("token");
  if (reply.kind != ReplyKind::done) return error_of(reply);
  return read_card(reply);
}

Result<ports::CardDetails> update_card(Client& client, const std::string& token,
                                       const ports::CardChanges& changes) {
  if (!is_gateway_id(token)) return bad_token("token");
  if (changes.security_code_token) TRY(expect_fresh_code(client, *changes.security_code_token));
  const Reply reply = client.post(card_path(token, ""), form_of(changes), {});
  const std::string code = reply.error_code();
  if (code == "invalid_expiry_month" || code == "invalid_expiry_year")
    return invalid(code == "invalid_expiry_month" ? "expiryMonth" : "expiryYear", "outOfRange",
                   "The card has expired, or ends at no such date.");
  if (reply.kind != ReplyKind::done) return error_of(reply);
  return read_card(reply);
}

Result<void> detach_card(Client& client, const std::string& token) {
  if (!is_gateway_id(token)) return bad_token("token");
  const Reply reply = client.post(card_path(token, "/detach"), {}, {});
  if (reply.kind == ReplyKind::done) return {};
  if (reply.kind != ReplyKind::refused) return error_of(reply);
  // Refused perhaps since it is detached already: then all is as wanted.
  const Reply present = client.get(card_path(token, ""));
  if (present.kind != ReplyKind::done) return error_of(present);
  if (text_of(present.root().member("customer")).empty()) return {};
  return error_of(reply);
}

}  // namespace perseat::gateway_stripe
