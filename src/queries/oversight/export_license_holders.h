// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The people who hold licenses that members bought, grouped by purchaser.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "ports/database.h"

namespace perseat::queries {

struct HolderFilter {
  std::vector<SubscriptionId> subscriptions;  // empty: all
  std::optional<ProductId> product;
};

// Comma-separated values with the heading line purchaser, purchaserEmail, product, subscriptionId,
// user, userEmail, assignedAt. Deleted subscriptions are left out. Reasons: roleRequired.
[[nodiscard]] Result<std::string> export_license_holders(ports::Connection& reader,
                                                         const Actor& actor,
                                                         const HolderFilter& filter);

}  // namespace perseat::queries
