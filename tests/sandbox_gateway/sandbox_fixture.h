// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A sandbox gateway on loopback and the production adapter pointed at it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "adapters/gateway_stripe/client.h"
#include "adapters/gateway_stripe/stripe_gateway.h"
#include "sandbox_gateway/sandbox_gateway.h"

namespace perseat::sandbox_gateway {

// One row of the ledger.
struct Moved {
  std::string kind;
  std::int64_t amount = 0;
  std::string currency;
  std::string idempotency_key;

  bool operator==(const Moved&) const = default;
};

class SandboxTest : public testing::Test {
 protected:
  static constexpr int total_timeout_ms = 400;

  void start(Options options = {});
  void stop() { sandbox_.reset(); }

  [[nodiscard]] ports::PaymentGateway& gateway() { return *gateway_; }
  [[nodiscard]] SandboxGateway& sandbox() { return *sandbox_; }
  // With the secret key, and with the browser's.
  [[nodiscard]] gateway_stripe::Client server_client() const;
  [[nodiscard]] gateway_stripe::Client browser_client() const;

  // "operation=...&kind=..."
  void order_fault(const std::string& operation, const std::string& kind,
                   const std::string& more = "");
  [[nodiscard]] std::vector<Moved> ledger() const;
  [[nodiscard]] std::string customer();
  // What the browser does with a number; the token.
  [[nodiscard]] std::string tokenize(const std::string& number) const;
  // A card kept with the customer, or the test fails.
  [[nodiscard]] std::string card_of(const std::string& customer, const std::string& token);
  [[nodiscard]] ports::ChargeRequest charge_request(const std::string& customer,
                                                    const std::string& card, Money amount);
  [[nodiscard]] AttemptId next_attempt() { return ids_.make<AttemptId>({1'700'000'000'000}); }

 private:
  [[nodiscard]] gateway_stripe::Client client(const std::string& key) const;

  IdSource ids_{20'260'101};
  std::unique_ptr<SandboxGateway> sandbox_;
  std::unique_ptr<ports::PaymentGateway> gateway_;
};

constexpr Money euro(std::int64_t cents) { return {cents, Currency("EUR")}; }

}  // namespace perseat::sandbox_gateway
