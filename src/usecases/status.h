// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Whether the state of a subscription allows what is asked.
#pragma once

#include "base/result.h"
#include "domain/lifecycle.h"

namespace perseat::usecases {

// conflict with the reason of domain/lifecycle.h and a sentence for a person.
[[nodiscard]] Result<void> require_status(SubscriptionStatus status, SubscriptionAction action);

}  // namespace perseat::usecases
