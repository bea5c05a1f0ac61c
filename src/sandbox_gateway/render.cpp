// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/render.h"

#include "base/json.h"

namespace perseat::sandbox_gateway {
namespace {

void nullable(json::Writer& out, std::string_view name, const std::string& text) {
  out.key(name);
  if (text.empty()) {
    out.null();
  } else {
    out.value(text);
  }
}

void write_metadata(json::Writer& out, const std::vector<Metadata>& metadata) {
  out.key("metadata").begin_object();
  for (const Metadata& entry : metadata) out.field(entry.name, entry.value);
  out.end_object();
}

void write_head(json::Writer& out, const std::string& id, std::string_view kind) {
  out.field("id", id).field("object", kind).field("livemode", false);
}

void write(json::Writer& out, const Customer& customer) {
  out.begin_object();
  write_head(out, customer.id, "customer");
  out.field("created", customer.created);
  nullable(out, "name", customer.name);
  nullable(out, "email", customer.email);
  nullable(out, "description", customer.description);
  write_metadata(out, customer.metadata);
  out.end_object();
}

void write_billing(json::Writer& out, const BillingDetails& billing) {
  out.key("billing_details").begin_object();
  out.key("address").begin_object();
  nullable(out, "line1", billing.line1);
  nullable(out, "line2", billing.line2);
  nullable(out, "city", billing.city);
  nullable(out, "state", billing.state);
  nullable(out, "postal_code", billing.postal_code);
  nullable(out, "country", billing.country);
  out.end_object();
  nullable(out, "name", billing.name);
  nullable(out, "email", billing.email);
  nullable(out, "phone", billing.phone);
  out.end_object();
}

void write(json::Writer& out, const PaymentMethod& method) {
  out.begin_object();
  write_head(out, method.id, "payment_method");
  out.field("type", "card").field("created", method.created);
  nullable(out, "customer", method.customer);
  write_billing(out, method.billing);
  out.key("card").begin_object();
  out.field("brand", method.brand).field("display_brand", method.brand);
  out.field("country", method.country).field("funding", method.funding);
  out.field("last4", method.last4).field("fingerprint", method.fingerprint);
  out.field("exp_month", method.exp_month).field("exp_year", method.exp_year);
  out.key("checks").begin_object();
  nullable(out, "cvc_check", method.has_cvc ? "unchecked" : "");
  nullable(out, "address_line1_check", method.billing.line1.empty() ? "" : "unchecked");
  nullable(out, "address_postal_code_check", method.billing.postal_code.empty() ? "" : "unchecked");
  out.end_object().end_object();
  write_metadata(out, method.metadata);
  out.end_object();
}

void write_decline(json::Writer& out, const Decline& decline) {
  out.field("type", decline.code == "payment_intent_authentication_failure"
                        ? "invalid_request_error"
                        : "card_error");
  out.field("code", decline.code);
  if (!decline.decline_code.empty()) out.field("decline_code", decline.decline_code);
  out.field("message", decline.message);
  if (!decline.param.empty()) out.field("param", decline.param);
}

void write_next_action(json::Writer& out, const PaymentIntent& intent) {
  out.key("next_action");
  if (intent.status != "requires_action") {
    out.null();
    return;
  }
  out.begin_object();
  if (intent.return_url.empty()) {
    out.field("type", "use_stripe_sdk").key("use_stripe_sdk").begin_object();
    out.field("type", "three_d_secure_redirect").field("stripe_js", intent.action_url);
  } else {
    out.field("type", "redirect_to_url").key("redirect_to_url").begin_object();
    out.field("url", intent.action_url).field("return_url", intent.return_url);
  }
  out.end_object().end_object();
}

void write(json::Writer& out, const PaymentIntent& intent) {
  const bool is_paid = intent.status == "succeeded";
  out.begin_object();
  write_head(out, intent.id, "payment_intent");
  out.field("amount", intent.amount).field("amount_capturable", 0);
  out.field("amount_received", is_paid ? intent.amount : 0);
  out.key("canceled_at");
  intent.canceled_at == 0 ? out.null() : out.value(intent.canceled_at);
  nullable(out, "cancellation_reason", intent.cancellation_reason);
  out.field("capture_method", "automatic").field("client_secret", intent.client_secret);
  out.field("confirmation_method", "automatic").field("created", intent.created);
  out.field("currency", intent.currency);
  nullable(out, "customer", intent.customer);
  nullable(out, "description", intent.description);
  out.key("last_payment_error");
  if (intent.last_error) {
    out.begin_object();
    write_decline(out, *intent.last_error);
    out.end_object();
  } else {
    out.null();
  }
  nullable(out, "latest_charge", intent.latest_charge);
  write_metadata(out, intent.metadata);
  write_next_action(out, intent);
  nullable(out, "payment_method", intent.payment_method);
  out.key("payment_method_types").begin_array().value("card").end_array();
  nullable(out, "setup_future_usage", intent.setup_future_usage);
  out.field("status", intent.status).end_object();
}

void write(json::Writer& out, const Refund& refund) {
  out.begin_object();
  write_head(out, refund.id, "refund");
  out.field("amount", refund.amount).field("currency", refund.currency);
  out.field("created", refund.created).field("charge", refund.charge);
  out.field("payment_intent", refund.payment_intent).field("status", refund.status);
  nullable(out, "reason", refund.reason);
  nullable(out, "failure_reason", refund.failure_reason);
  write_metadata(out, refund.metadata);
  out.end_object();
}

void write(json::Writer& out, const Token& token) {
  out.begin_object();
  write_head(out, token.id, "token");
  out.field("type", "cvc_update").field("created", token.created).field("used", token.used);
  out.end_object();
}

std::string_view error_type(const Error& error) {
  switch (error.code) {
    case ErrorCode::conflict:
    case ErrorCode::precondition_failed: return "idempotency_error";
    case ErrorCode::internal:
    case ErrorCode::unavailable: return "api_error";
    default: return "invalid_request_error";
  }
}

void write_data(json::Writer& out, std::string_view url, const std::vector<std::string>& data) {
  out.field("url", url).key("data").begin_array();
  for (const std::string& item : data) out.raw(item);
  out.end_array();
}

}  // namespace

std::string render(const AnyObject& object) {
  std::string text;
  json::Writer out(text);
  std::visit(
      [&](const auto& snapshot) {
        if constexpr (std::is_same_v<std::decay_t<decltype(snapshot)>, std::monostate>) {
          out.begin_object().end_object();
        } else {
          write(out, *snapshot);
        }
      },
      object);
  return text;
}

std::string render_list(std::string_view url, const std::vector<std::string>& data, bool has_more) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("object", "list").field("has_more", has_more);
  write_data(out, url, data);
  out.end_object();
  return text;
}

std::string render_search(std::string_view url, const std::vector<std::string>& data) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("object", "search_result").field("has_more", false);
  out.key("next_page").null();
  write_data(out, url, data);
  out.end_object();
  return text;
}

std::string render_ledger(const std::vector<Snapshot<LedgerEntry>>& page, std::size_t total) {
  std::string text;
  json::Writer out(text);
  out.begin_object().field("total", static_cast<std::int64_t>(total)).key("data").begin_array();
  for (const auto& entry : page) {
    out.begin_object().field("kind", entry->kind).field("id", entry->id);
    out.field("payment_intent", entry->payment_intent).field("amount", entry->amount);
    out.field("currency", entry->currency).field("created", entry->created);
    nullable(out, "idempotency_key", entry->idempotency_key);
    write_metadata(out, entry->metadata);
    out.end_object();
  }
  out.end_array().end_object();
  return text;
}

std::string render_decline(const Decline& decline, const AnyObject& object) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("error").begin_object();
  write_decline(out, decline);
  if (const auto* intent = std::get_if<Snapshot<PaymentIntent>>(&object)) {
    out.key("payment_intent");
    write(out, **intent);
  }
  out.end_object().end_object();
  return text;
}

std::string render_error(const Error& error) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("error").begin_object().field("type", error_type(error));
  if (!error.reason.empty()) out.field("code", error.reason);
  out.field("message", error.detail);
  if (!error.field.empty()) out.field("param", error.field);
  out.end_object().end_object();
  return text;
}

int error_status(const Error& error) {
  switch (error.code) {
    case ErrorCode::unauthenticated: return 401;
    case ErrorCode::forbidden: return 403;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict: return 409;
    case ErrorCode::limit_exceeded: return 429;
    case ErrorCode::internal: return 500;
    case ErrorCode::unavailable: return 503;
    default: return 400;
  }
}

}  // namespace perseat::sandbox_gateway
