// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Customers and their cards.
#pragma once

#include <string>

#include "adapters/gateway_stripe/client.h"
#include "ports/payment_types.h"

namespace perseat::gateway_stripe {

Result<std::string> create_customer(Client& client, const ports::CustomerRequest& request);
Result<ports::CardDetails> attach_card(Client& client, const std::string& customer,
                                       const std::string& token);
Result<ports::CardDetails> update_card(Client& client, const std::string& token,
                                       const ports::CardChanges& changes);
Result<void> detach_card(Client& client, const std::string& token);

}  // namespace perseat::gateway_stripe
