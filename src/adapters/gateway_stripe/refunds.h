// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Giving money back: at most once per attempt, whatever is lost on the way.
#pragma once

#include <optional>
#include <string>

#include "adapters/gateway_stripe/client.h"
#include "ports/payment_types.h"

namespace perseat::gateway_stripe {

Result<ports::RefundOutcome> refund(Client& client, const ports::RefundRequest& request);
Result<std::optional<ports::RefundOutcome>> find_refund(Client& client, AttemptId attempt,
                                                        const std::string& payment_reference);

}  // namespace perseat::gateway_stripe
