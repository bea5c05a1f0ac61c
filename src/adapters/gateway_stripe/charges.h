// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Charging: at most once per attempt, whatever is lost on the way.
#pragma once

#include <optional>
#include <string>

#include "adapters/gateway_stripe/client.h"
#include "ports/payment_types.h"

namespace perseat::gateway_stripe {

Result<ports::ChargeOutcome> charge(Client& client, const ports::ChargeRequest& request);
Result<std::optional<ports::ChargeOutcome>> find_charge(Client& client, AttemptId attempt);
Result<ports::ChargeOutcome> cancel_charge(Client& client, const std::string& payment_reference);

}  // namespace perseat::gateway_stripe
