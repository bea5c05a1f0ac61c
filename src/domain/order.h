// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The order history of a subscription: one entry per purchase, change, renewal and cancellation.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/money.h"

namespace perseat {

enum class OrderKind {
  purchase,
  trial,
  increase,
  decrease,
  scheduled_change,
  renewal,
  cancellation,
  reactivation
};
template <>
struct EnumText<OrderKind> {
  static constexpr std::array<EnumEntry<OrderKind>, 8> table{
      {{OrderKind::purchase, "purchase"},
       {OrderKind::trial, "trial"},
       {OrderKind::increase, "increase"},
       {OrderKind::decrease, "decrease"},
       {OrderKind::scheduled_change, "scheduledChange"},
       {OrderKind::renewal, "renewal"},
       {OrderKind::cancellation, "cancellation"},
       {OrderKind::reactivation, "reactivation"}}};
};

// One entry of a subscription's order history.
struct Order {
  struct Key {
    OrgId org;
    SubscriptionId subscription;
    OrderId id;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  SubscriptionId subscription;
  OrderId id;
  OrderKind kind = OrderKind::purchase;
  Instant at;
  UserId actor;
  std::int64_t quantity_before = 0;
  std::int64_t quantity_after = 0;
  InvoiceId invoice;             // nil: nothing was charged or credited
  std::int64_t total_minor = 0;  // charged, or credited when negative, with tax
  Currency currency;

  [[nodiscard]] Key key() const { return {org, subscription, id}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::Order::Key> {
  std::size_t operator()(const perseat::Order::Key& key) const noexcept {
    return std::hash<perseat::OrderId>{}(key.id);
  }
};
