// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What members bought by themselves, as those see it who oversee it: product, purchaser, licenses
// bought, end, price paid and people who hold one; newest first.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "domain/subscription.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

struct PurchaseFilter {
  std::optional<ProductId> product;
  std::optional<UserId> purchaser;
  std::optional<SubscriptionStatus> status;
  std::optional<Instant> renews_before;
};

// SelfServicePurchaseList of the contract. Purchases whose first payment failed are none.
// Reasons: roleRequired, malformedCursor.
[[nodiscard]] Result<std::string> list_self_service_purchases(ports::Connection& reader,
                                                              const Actor& actor,
                                                              const PurchaseFilter& filter,
                                                              const Page& page);

// All of them as comma-separated values with a heading line. Reasons: roleRequired.
[[nodiscard]] Result<std::string> export_self_service_purchases(ports::Connection& reader,
                                                                const Actor& actor,
                                                                const PurchaseFilter& filter);

}  // namespace perseat::queries
