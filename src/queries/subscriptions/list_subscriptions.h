// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// "Your products": a row per subscription, newest first.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/result.h"
#include "ports/database.h"
#include "queries/cursor.h"
#include "queries/subscriptions/subscription_row.h"

namespace perseat::queries {

enum class ListScope { mine, organization };

struct SubscriptionFilter {
  ListScope scope = ListScope::mine;
  std::optional<ManagementScope> management;
  std::optional<SubscriptionStatus> status;  // absent: all but deleted
  std::optional<ProductId> product;
  std::optional<UserId> purchaser;
  std::optional<BillingProfileId> profile;
  std::optional<Instant> renews_before;
};

// forbidden (roleRequired) for those who may not oversee the organization and ask for it.
[[nodiscard]] Result<std::string> list_subscriptions(ports::Connection& reader,
                                                     const Viewer& viewer,
                                                     const SubscriptionFilter& filter,
                                                     const Page& page);

}  // namespace perseat::queries

template <>
struct perseat::EnumText<perseat::queries::ListScope> {
  using Scope = perseat::queries::ListScope;
  static constexpr std::array table{EnumEntry<Scope>{Scope::mine, "mine"},
                                    EnumEntry<Scope>{Scope::organization, "organization"}};
};
