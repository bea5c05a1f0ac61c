// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The payment gateway behind the Stripe REST protocol (https://docs.stripe.com/api).
//
// A charge is a payment intent that is created and then confirmed, two calls with the keys
// "<attempt>:create" and "<attempt>:confirm": the first moves no money, so that its failure is
// certain, and the second can only move it once.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "ports/payment_gateway.h"

namespace perseat::gateway_stripe {

struct Options {
  std::string base_url;    // "https://api.stripe.com", or a sandbox's; without a slash at the end
  std::string secret_key;  // plain http is taken with a test key (sk_test_...) only
  std::string ca_file;     // PEM; empty: the system's
  int connect_timeout_ms = 2'000;
  int total_timeout_ms = 10'000;
};

// Sends nothing yet. Refused (gatewayMisconfigured) when address and key do not go together.
Result<std::unique_ptr<ports::PaymentGateway>> open_gateway(Options options);

}  // namespace perseat::gateway_stripe
