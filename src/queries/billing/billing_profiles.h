// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The profiles that invoices are addressed to.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"
#include "queries/write.h"

namespace perseat::queries {

// The schema BillingProfileList: those that the caller owns or has a role on, all of them for who
// has a role on the billing account; by name.
Result<std::string> list_billing_profiles(ports::Connection& reader, const Actor& actor,
                                          const Page& page);
// The schema BillingProfile.
Result<Shown> show_billing_profile(ports::Connection& reader, const Actor& actor,
                                   BillingProfileId profile);
// The schema ReplacedPaymentMethod: what moved to the profile's card, or with `preview` what would
// move to that one.
Result<Shown> show_replaced_payment_method(ports::Connection& reader, const Actor& actor,
                                           BillingProfileId profile,
                                           std::optional<PaymentMethodId> preview);

}  // namespace perseat::queries
