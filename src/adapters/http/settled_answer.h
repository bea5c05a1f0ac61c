// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Answers of operations that may have to wait for a charge.
#pragma once

#include "adapters/http/services.h"

namespace perseat::http {

// The subscription as it is now, at once when the answer names no attempt. Otherwise when that is
// settled: 402 with the reason of a decline, 202 while it is not, with the link that the buyer has
// to follow if there is one.
void answer_when_settled(const Services& services, const ExchangePtr& exchange,
                         engine::Answer answer);

// The bank's reason as a refusal.
[[nodiscard]] Error decline_error(const std::string& code);

}  // namespace perseat::http
