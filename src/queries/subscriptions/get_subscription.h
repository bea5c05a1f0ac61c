// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One subscription, to its purchaser and to those who oversee it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "ports/database.h"
#include "queries/subscriptions/subscription_row.h"

namespace perseat::queries {

struct ShownSubscription {
  std::string body;
  std::string etag;
};

// not_found for everybody else.
[[nodiscard]] Result<SubscriptionRow> find_subscription(ports::Connection& reader,
                                                        const Actor& actor, SubscriptionId id);
[[nodiscard]] Result<ShownSubscription> get_subscription(ports::Connection& reader,
                                                         const Viewer& viewer, SubscriptionId id);
// Several of an organization at once, whoever may see them, and one of them as a single one is
// shown.
using FoundSubscriptions = std::unordered_map<SubscriptionId, SubscriptionRow>;
[[nodiscard]] Result<FoundSubscriptions> find_subscriptions(ports::Connection& reader, OrgId org,
                                                            std::vector<SubscriptionId> ids);
[[nodiscard]] Result<ShownSubscription> show_subscription(const FoundSubscriptions& found,
                                                          const Viewer& viewer, SubscriptionId id);
// {"subscription", "nextAction"}: while the payment of a change is not settled. The url is empty
// when there is nothing to do but wait.
[[nodiscard]] Result<ShownSubscription> show_pending_subscription(
    ports::Connection& reader, const Viewer& viewer, SubscriptionId id,
    const std::string& next_action_url);

}  // namespace perseat::queries
