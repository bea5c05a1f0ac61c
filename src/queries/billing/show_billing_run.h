// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How far a billing run is and what it did, with what waits for a person now.
#pragma once

#include <string>

#include "domain/actor.h"
#include "domain/billing_run.h"
#include "ports/database.h"

namespace perseat::queries {

// BillingRun of the contract, for the operator. Reason: notFound.
[[nodiscard]] Result<std::string> show_billing_run(ports::Connection& reader, const Actor& actor,
                                                   BillingRunId run);

}  // namespace perseat::queries
