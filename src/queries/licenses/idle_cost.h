// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What seats cost that nobody holds.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/subscription.h"
#include "ports/database.h"

namespace perseat::queries {

// Which pools: all of a product that the purchaser, if any, may see, or one.
struct IdlePools {
  ProductId product;
  std::optional<SubscriptionId> subscription;
  std::optional<UserId> purchaser;
  std::optional<ManagementScope> scope;
};

// A month's share of the price, of paid subscriptions only: one amount for each currency, by its
// code. A price that includes tax counts with it.
Result<std::vector<Money>> idle_cost(ports::Connection& reader, OrgId org, const IdlePools& pools);

}  // namespace perseat::queries
