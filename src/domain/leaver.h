// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What becomes of the self-service subscriptions of somebody whose account is disabled. The people
// who hold licenses keep them for the paid term in any case.
#pragma once

#include <array>

#include "base/enum_text.h"
#include "domain/subscription.h"

namespace perseat {

enum class LeaverRule {
  stop_at_term_end,  // recurring billing is switched off, unless an admin transfers ownership
  keep               // they renew as before
};

// Whether a disabled purchaser's subscription has to be stopped from renewing.
[[nodiscard]] constexpr bool stops_renewal(const Subscription& subscription, LeaverRule rule) {
  return rule == LeaverRule::stop_at_term_end &&
         subscription.scope == ManagementScope::individual &&
         subscription.recurring_billing != RecurringBilling::off &&
         allows(subscription.status, SubscriptionAction::change_recurring_billing);
}

template <>
struct EnumText<LeaverRule> {
  static constexpr std::array<EnumEntry<LeaverRule>, 2> table{
      {{LeaverRule::stop_at_term_end, "stopAtTermEnd"}, {LeaverRule::keep, "keep"}}};
};

}  // namespace perseat
