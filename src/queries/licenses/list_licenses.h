// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How many licenses there are of each product, over all pools that the caller may see.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "domain/subscription.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

enum class LicenseGroup { product, subscription };

struct LicenseFilter {
  LicenseGroup group = LicenseGroup::product;
  std::optional<ProductId> product;
  std::optional<ManagementScope> scope;
};

// LicenseList of the contract: admins see all pools, everybody else those they bought. People who
// hold a product from more than one pool of the organization are counted as overlapping, each
// uses a seat in every one. Reasons: guestAccount, malformedCursor.
[[nodiscard]] Result<std::string> list_licenses(ports::Connection& reader, const Actor& actor,
                                                const LicenseFilter& filter, const Page& page);

}  // namespace perseat::queries

template <>
struct perseat::EnumText<perseat::queries::LicenseGroup> {
  using Group = perseat::queries::LicenseGroup;
  static constexpr std::array<EnumEntry<Group>, 2> table{
      {{Group::product, "product"}, {Group::subscription, "subscription"}}};
};
