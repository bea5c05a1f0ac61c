// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/gateway_stripe/stripe_gateway.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/gateway_stripe/cards.h"
#include "adapters/gateway_stripe/charges.h"
#include "adapters/gateway_stripe/client.h"
#include "adapters/gateway_stripe/refunds.h"

namespace perseat::gateway_stripe {
namespace {

constexpr const char* protocol_version = "2024-06-20";

class StripeGateway final : public ports::PaymentGateway {
 public:
  explicit StripeGateway(HttpOptions options) : client_(std::move(options)) {}

  Result<std::string> create_customer(const ports::CustomerRequest& request) override {
    return gateway_stripe::create_customer(client_, request);
  }
  Result<ports::CardDetails> attach_payment_method(const std::string& customer,
                                                   const std::string& token) override {
    return attach_card(client_, customer, token);
  }
  Result<ports::CardDetails> update_payment_method(const std::string& token,
                                                   const ports::CardChanges& changes) override {
    return update_card(client_, token, changes);
  }
  Result<void> detach_payment_method(const std::string& token) override {
    return detach_card(client_, token);
  }
  Result<ports::ChargeOutcome> charge(const ports::ChargeRequest& request) override {
    return gateway_stripe::charge(client_, request);
  }
  Result<std::optional<ports::ChargeOutcome>> find_charge(AttemptId attempt) override {
    return gateway_stripe::find_charge(client_, attempt);
  }
  Result<ports::ChargeOutcome> cancel_charge(const std::string& payment_reference) override {
    return gateway_stripe::cancel_charge(client_, payment_reference);
  }
  Result<ports::RefundOutcome> refund(const ports::RefundRequest& request) override {
    return gateway_stripe::refund(client_, request);
  }
  Result<std::optional<ports::RefundOutcome>> find_refund(
      AttemptId attempt, const std::string& payment_reference) override {
    return gateway_stripe::find_refund(client_, attempt, payment_reference);
  }

 private:
  Client client_;
};

Error misconfigured(const char* detail) { return unavailable("gatewayMisconfigured", detail); }

// Keys go into a header: printable, and nothing that could end the line.
bool is_printable(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

Result<std::unique_ptr<ports::PaymentGateway>> open_gateway(Options options) {
  const bool is_plain = options.base_url.starts_with("http://");
  const bool is_test_key = options.secret_key.starts_with("sk_test_");
  if (!is_plain && !options.base_url.starts_with("https://"))
    return misconfigured("The payment gateway's address must begin with https://.");
  if (!is_printable(options.secret_key))
    return misconfigured("The payment gateway's secret key is missing or malformed.");
  if (is_plain && !is_test_key)
    return misconfigured("A key that moves real money is sent over https only.");
  while (options.base_url.ends_with('/')) options.base_url.pop_back();
  HttpOptions http;
  http.base_url = std::move(options.base_url);
  http.secret_key = std::move(options.secret_key);
  http.protocol_version = protocol_version;
  http.ca_file = std::move(options.ca_file);
  http.connect_timeout_ms = options.connect_timeout_ms;
  http.total_timeout_ms = options.total_timeout_ms;
  return std::unique_ptr<ports::PaymentGateway>(new StripeGateway(std::move(http)));
}

}  // namespace perseat::gateway_stripe
