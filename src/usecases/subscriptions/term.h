// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The dates of a subscription: its period, and what happens at the period's end.
#pragma once

#include <string_view>

#include "domain/settings.h"
#include "domain/subscription.h"

namespace perseat::usecases {

// Whether the running term is followed by another one.
[[nodiscard]] inline bool is_renewing(const Subscription& subscription) {
  return subscription.recurring_billing != RecurringBilling::off &&
         (subscription.status == SubscriptionStatus::active ||
          subscription.status == SubscriptionStatus::trial);
}

// Whether anything was ever paid for it: a trial that ended unpaid has not.
[[nodiscard]] inline bool was_paid(const Subscription& subscription) {
  return subscription.window_from.has_value();
}

// Sets renews_at, expires_at and next_lifecycle_at by status, period and recurring billing.
// Requires: status_since is the moment at which the status began.
void set_dates(Subscription& subscription, std::string_view time_zone,
               const LifecycleDays& lifecycle);

// Whether the days in which it could be reactivated are over, also when nobody came to delete it
// or to disable it before.
[[nodiscard]] bool is_past_reactivation(const Subscription& subscription,
                                        std::string_view time_zone, const LifecycleDays& lifecycle,
                                        Instant now);

// Off gives up what waits for the renewal. The dates are set_dates' to follow.
void set_recurring_billing(Subscription& subscription, RecurringBilling recurring_billing);

// Changes the status; the dates are set_dates' to follow.
void enter_status(Subscription& subscription, SubscriptionStatus status, Instant now);

// A new term begins now, for the first time or once more: it can be used and renews, and a
// cancellation is forgotten.
void activate(Subscription& subscription, std::string_view time_zone,
              const LifecycleDays& lifecycle, Instant now);

}  // namespace perseat::usecases
