// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Billing runs that somebody has to go on with.
#pragma once

#include <vector>

#include "domain/billing_run.h"
#include "ports/database.h"

namespace perseat::store {

// Those that are not finished, oldest first, at most a hundred.
[[nodiscard]] Result<std::vector<BillingRun>> find_open_billing_runs(ports::Connection& reader);

}  // namespace perseat::store
