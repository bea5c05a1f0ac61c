// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Columns of subscriptions, their pools, licenses and order history.
#pragma once

#include "domain/license.h"
#include "domain/order.h"
#include "domain/subscription.h"
#include "store/table.h"

namespace perseat::store {

template <>
struct Table<Subscription> {
  static constexpr std::string_view name = "subscription";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns =
      std::tuple{column("org_id", &Subscription::org),
                 column("id", &Subscription::id),
                 column("product_id", &Subscription::product),
                 column("offer_id", &Subscription::offer),
                 column("price_id", &Subscription::price),
                 column("purchaser_id", &Subscription::purchaser),
                 column("scope", &Subscription::scope),
                 column("profile_id", &Subscription::profile),
                 column("nickname", &Subscription::nickname),
                 column("status", &Subscription::status),
                 column("status_since_ms", &Subscription::status_since),
                 column("quantity", &Subscription::quantity),
                 column("scheduled_quantity", &Subscription::scheduled_quantity),
                 column("scheduled_term", &Subscription::scheduled_term),
                 column("pending_attempt_id", &Subscription::pending_attempt),
                 column("term", &Subscription::term),
                 column("anchor_day", &Subscription::anchor_day),
                 column("period_start", &Subscription::period_start),
                 column("period_end", &Subscription::period_end),
                 column("recurring_billing", &Subscription::recurring_billing),
                 column("created_at_ms", &Subscription::created_at),
                 column("started_at_ms", &Subscription::started_at),
                 column("window_from_ms", &Subscription::window_from),
                 column("renews_at_ms", &Subscription::renews_at),
                 column("expires_at_ms", &Subscription::expires_at),
                 column("next_lifecycle_at_ms", &Subscription::next_lifecycle_at),
                 column("cancel_reason", &Subscription::cancel_reason),
                 column("cancel_feedback", &Subscription::cancel_feedback),
                 column("version", &Subscription::version),
                 column("renewal_hold", &Subscription::renewal_hold)};
};

template <>
struct Table<LicensePool> {
  static constexpr std::string_view name = "license_pool";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple{
      column("org_id", &LicensePool::org), column("subscription_id", &LicensePool::subscription),
      column("total", &LicensePool::total), column("assigned", &LicensePool::assigned),
      column("version", &LicensePool::version)};
};

template <>
struct Table<Assignment> {
  static constexpr std::string_view name = "assignment";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns =
      std::tuple{column("org_id", &Assignment::org),
                 column("subscription_id", &Assignment::subscription),
                 column("user_id", &Assignment::user),
                 column("assigned_at_ms", &Assignment::assigned_at),
                 column("assigned_by", &Assignment::assigned_by),
                 column("disabled_service_plans", &Assignment::disabled_service_plans)};
};

template <>
struct Table<TrialUse> {
  static constexpr std::string_view name = "trial_use";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns = std::tuple{
      column("org_id", &TrialUse::org), column("user_id", &TrialUse::user),
      column("product_id", &TrialUse::product), column("subscription_id", &TrialUse::subscription),
      column("at_ms", &TrialUse::at)};
};

template <>
struct Table<Order> {
  static constexpr std::string_view name = "subscription_order";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns = std::tuple{column("org_id", &Order::org),
                                             column("subscription_id", &Order::subscription),
                                             column("id", &Order::id),
                                             column("kind", &Order::kind),
                                             column("at_ms", &Order::at),
                                             column("actor_id", &Order::actor),
                                             column("quantity_before", &Order::quantity_before),
                                             column("quantity_after", &Order::quantity_after),
                                             column("invoice_id", &Order::invoice),
                                             column("total_minor", &Order::total_minor),
                                             column("currency", &Order::currency)};
};

}  // namespace perseat::store
