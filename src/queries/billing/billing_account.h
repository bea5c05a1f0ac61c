// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The organization as a customer.
#pragma once

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/write.h"

namespace perseat::queries {

// The schema BillingAccount. For roles on the account or one of its profiles, and for admins.
Result<Shown> show_billing_account(ports::Connection& reader, const Actor& actor);

}  // namespace perseat::queries
