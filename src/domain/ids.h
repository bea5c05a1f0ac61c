// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The ids of everything that has one, and keys that start with the organization: rows of two
// organizations can never be mistaken for each other.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>

#include "base/id.h"

namespace perseat {

using OrgId = Id<struct OrgKind>;
using UserId = Id<struct UserKindTag>;
using ProductId = Id<struct ProductKind>;
using OfferId = Id<struct OfferKind>;
using PriceId = Id<struct PriceKind>;
using SubscriptionId = Id<struct SubscriptionKind>;
using OrderId = Id<struct OrderKindTag>;
using BillingProfileId = Id<struct BillingProfileKind>;
using PaymentMethodId = Id<struct PaymentMethodKind>;
using InvoiceId = Id<struct InvoiceKindTag>;
using AttemptId = Id<struct AttemptKind>;
using RoleAssignmentId = Id<struct RoleAssignmentKind>;
using ApiTokenId = Id<struct ApiTokenKind>;
using JobId = Id<struct JobKind>;
using PolicyChangeId = Id<struct PolicyChangeKind>;
using BillingRunId = Id<struct BillingRunKind>;
using ServerId = Id<struct ServerKind>;

// What one thing inside an organization is found by.
template <class AnyId>
struct OrgKey {
  OrgId org;
  AnyId id;

  auto operator<=>(const OrgKey&) const = default;
};

inline std::size_t mix_hash(std::size_t seed, std::size_t more) {
  return seed ^ (more + 0x9E3779B97F4A7C15ULL + (seed << 6) + (seed >> 2));
}

}  // namespace perseat

template <class AnyId>
struct std::hash<perseat::OrgKey<AnyId>> {
  std::size_t operator()(const perseat::OrgKey<AnyId>& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::OrgId>{}(key.org), std::hash<AnyId>{}(key.id));
  }
};
