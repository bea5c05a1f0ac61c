// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A small world that most tests start from: two organizations, people, a product with a monthly
// and a yearly offer, a card and a subscription. Tests change what they are about.
#pragma once

#include <string>

#include "domain/actor.h"
#include "domain/billing.h"
#include "domain/catalog.h"
#include "domain/license.h"
#include "domain/organization.h"
#include "domain/subscription.h"
#include "domain/user.h"
#include "store/state.h"
#include "support/harness.h"

namespace perseat::test {

struct World {
  OrgId org;
  OrgId other_org;
  UserId buyer;      // a member without roles
  UserId colleague;  // another member
  UserId guest;      // a guest of the same organization
  UserId leaver;     // a disabled member
  UserId admin;      // global admin
  UserId stranger;   // a member of the other organization
  ProductId product;
  OfferId monthly;  // 12.50 EUR a seat, trial of 30 days
  OfferId yearly;   // 120.00 EUR a seat
  PriceId monthly_price;
  PriceId yearly_price;
  PaymentMethodId card;  // the buyer's

  [[nodiscard]] Actor actor(UserId user) const;
};

// Germany, EUR, Europe/Berlin, tax 19 % on category "standard".
World make_world(Harness& harness);

// An active subscription of the buyer, paid for the running month, with its billing profile and
// pool; no invoice lines.
SubscriptionId add_subscription(Harness& harness, const World& world, std::int64_t quantity);
// The billing profile that a subscription is invoiced to.
BillingProfileId profile_of(Harness& harness, const World& world, SubscriptionId subscription);
UserId add_member(Harness& harness, OrgId org, const std::string& name);

}  // namespace perseat::test
