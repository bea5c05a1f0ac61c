// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One subscription, to its purchaser and to those who oversee it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "ports/database.h"
#include "queries/subscriptions/subscription_row.h"
#include "store/state.h"

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
// Puts in place of what was found what a batch has committed since. Of a subscription that the
// batch changed without loading all that is shown of it, nothing is known any more.
void take_committed(const store::State& committed, FoundSubscriptions& found);
[[nodiscard]] Result<ShownSubscription> show_subscription(const FoundSubscriptions& found,
                                                          const Viewer& viewer, SubscriptionId id);
// {"subscription", "nextAction"}: while the payment of a change is not settled. The url is empty
// when there is nothing to do but wait.
[[nodiscard]] Result<ShownSubscription> show_pending_subscription(
    ports::Connection& reader, const Viewer& viewer, SubscriptionId id,
    const std::string& next_action_url);

}  // namespace perseat::queries
