// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/term.h"

#include "base/zone.h"

namespace perseat::usecases {
namespace {

// The anchor is this day.
void begin_term(Subscription& subscription, Date start) {
  subscription.anchor_day = anchor_day_of(start);
  const Period period = period_at(anchor_day_of(start), start, months_of(subscription.term));
  subscription.period_start = period.start;
  subscription.period_end = period.end;
}

}  // namespace

void set_dates(Subscription& subscription, std::string_view time_zone,
               const LifecycleDays& lifecycle) {
  subscription.renews_at.reset();
  subscription.next_lifecycle_at.reset();
  if (subscription.status == SubscriptionStatus::active ||
      subscription.status == SubscriptionStatus::trial) {
    subscription.expires_at = start_of_day(subscription.period_end, time_zone);
    // Either it renews then, or it changes its state.
    (is_renewing(subscription) ? subscription.renews_at : subscription.next_lifecycle_at) =
        subscription.expires_at;
    return;
  }
  const Date since = date_in_zone(subscription.status_since, time_zone);
  if (const auto end = runs_out_on(subscription.status, since, lifecycle))
    subscription.next_lifecycle_at = start_of_day(*end, time_zone);
}

bool is_past_reactivation(const Subscription& subscription, std::string_view time_zone,
                          const LifecycleDays& lifecycle, Instant now) {
  if (!subscription.next_lifecycle_at) return false;
  if (subscription.status == SubscriptionStatus::disabled)
    return *subscription.next_lifecycle_at <= now;
  if (subscription.status != SubscriptionStatus::expired) return false;
  // It has been disabled since the days of being expired were over.
  const Date disabled = date_in_zone(*subscription.next_lifecycle_at, time_zone);
  const auto deleted = runs_out_on(SubscriptionStatus::disabled, disabled, lifecycle);
  return deleted && date_in_zone(now, time_zone) >= *deleted;
}

void set_recurring_billing(Subscription& subscription, RecurringBilling recurring_billing) {
  subscription.recurring_billing = recurring_billing;
  if (recurring_billing != RecurringBilling::off) return;
  subscription.scheduled_quantity.reset();
  subscription.scheduled_term.reset();
}

void enter_status(Subscription& subscription, SubscriptionStatus status, Instant now) {
  subscription.status = status;
  subscription.status_since = now;
}

void activate(Subscription& subscription, std::string_view time_zone,
              const LifecycleDays& lifecycle, Instant now) {
  begin_term(subscription, date_in_zone(now, time_zone));
  enter_status(subscription, SubscriptionStatus::active, now);
  if (!subscription.started_at) subscription.started_at = now;
  subscription.window_from = now;
  set_recurring_billing(subscription, RecurringBilling::on);
  subscription.cancel_reason.reset();
  subscription.cancel_feedback.clear();
  set_dates(subscription, time_zone, lifecycle);
}

}  // namespace perseat::usecases
