// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Seats and licenses: a seat is a bought unit of a pool, a license is a seat given to a person.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"

namespace perseat {

// The seats of one subscription. A row of its own because it is the hottest one.
struct LicensePool {
  using Key = OrgKey<SubscriptionId>;

  OrgId org;
  SubscriptionId subscription;
  std::int64_t total = 0;
  std::int64_t assigned = 0;  // 0 to total
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, subscription}; }
  [[nodiscard]] std::int64_t available() const { return total - assigned; }
};

// A license: one seat of a pool given to one person.
struct Assignment {
  struct Key {
    OrgId org;
    SubscriptionId subscription;
    UserId user;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  SubscriptionId subscription;
  UserId user;
  Instant assigned_at;
  UserId assigned_by;
  std::string disabled_service_plans;  // space-separated codes, in order

  [[nodiscard]] Key key() const { return {org, subscription, user}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::Assignment::Key> {
  std::size_t operator()(const perseat::Assignment::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::SubscriptionId>{}(key.subscription),
                             std::hash<perseat::UserId>{}(key.user));
  }
};
