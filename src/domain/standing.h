// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How a caller stands to a thing: the facts that the table of rights (access.h) is asked with.
#pragma once

#include "base/result.h"
#include "domain/access.h"
#include "domain/actor.h"
#include "domain/billing.h"
#include "domain/invoice.h"
#include "domain/subscription.h"

namespace perseat {

// Towards the organization, or anything that no single person owns.
[[nodiscard]] Standing standing_of(const Actor& actor);
// Towards the billing account: a role on any profile counts, as each belongs to the account.
[[nodiscard]] Standing standing_for_account(const Actor& actor);
[[nodiscard]] Standing standing_for(const Actor& actor, const Subscription& subscription);
[[nodiscard]] Standing standing_for(const Actor& actor, const PaymentMethod& method);
// With the roles that were granted for this profile.
[[nodiscard]] Standing standing_for(const Actor& actor, const BillingProfile& profile);
// Of an invoice: the profile that it is addressed to and the subscription that it is for.
[[nodiscard]] Standing standing_for(const Actor& actor, const BillingProfile& profile,
                                    const Subscription& subscription);

// Whether the caller sees all that is billed to the organization.
[[nodiscard]] bool has_account_role(const Actor& actor);

// What every decision and every query begins with: not found when the caller may not even see it,
// forbidden with the table's reason otherwise.
[[nodiscard]] Result<void> authorize(Action action, const Standing& standing);

}  // namespace perseat
