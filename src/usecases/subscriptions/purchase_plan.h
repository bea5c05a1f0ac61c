// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a purchase means: whether the buyer may make it and what it costs. The quote shows a plan,
// buying carries it out; nothing is written here.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "domain/actor.h"
#include "usecases/subscriptions/pricing.h"

namespace perseat::usecases {

struct PurchaseWish {
  OfferId offer;
  std::int64_t quantity = 0;
  bool is_trial = false;    // begin with the offer's trial
  bool is_central = false;  // for the organization, governed by its admins
};

struct PurchasePlan {
  const Product& product;
  const Offer& offer;
  const BillingAccount& account;
  const Organization& organization;
  const User& buyer;
  Terms terms;
  Charge charge;  // zero for a trial
  Period period;  // of the term, or of the trial
  int anchor_day = 1;
  bool needs_card = false;  // there is something to charge, now or when the trial ends
};

void need_purchase(store::Needs& needs, const Actor& actor, const PurchaseWish& wish);
void follow_purchase(const store::State& state, store::Needs& needs, const Actor& actor,
                     const PurchaseWish& wish);

// Errors: forbidden (guestAccount, roleRequired and the reasons of eligibility), policy_denied
// (policyDisabled, policyOnlyTrials, approvalRequired), invalid (offerNotFound, quantityTooSmall,
// quantityTooLarge), conflict (offerNotAvailable, trialNotOffered, trialUsed).
[[nodiscard]] Result<PurchasePlan> plan_purchase(const store::State& state, const Context& context,
                                                 const Settings& settings,
                                                 const PurchaseWish& wish);

// Refused with policy_denied where the organization's policy for the product does not let people
// begin this by themselves. Requires: the policies of the product and of the nil product are
// loaded.
[[nodiscard]] Result<void> check_policy(const store::State& state, OrgId org, ProductId product,
                                        SelfServiceIntent intent);
// Adds the policies that check_policy looks at.
void need_policy(store::Needs& needs, OrgId org, ProductId product);

// A sentence for each reason of eligibility and policy.
[[nodiscard]] std::string_view eligibility_refusal_text(std::string_view reason);

}  // namespace perseat::usecases
