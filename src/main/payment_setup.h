// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How browsers reach the payment gateway.
#pragma once

#include <string>

#include "adapters/http/payment_setup.h"
#include "adapters/http/web/web_app.h"
#include "base/result.h"
#include "main/config.h"

namespace perseat {

// `sandbox_url` is that of the embedded sandbox gateway, empty where there is another gateway.
// Errors: a key or an address that cannot be shown to browsers.
Result<http::PaymentSetup> payment_setup_of(const Config& config, const std::string& sandbox_url);

// What the web app's page has to be allowed, so that people can type their card.
[[nodiscard]] http::ForeignOrigins card_origins(const http::PaymentSetup& setup);

}  // namespace perseat
