// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/policy.h"

#include <algorithm>

namespace perseat {

SelfServicePolicy effective_policy(std::optional<SelfServicePolicy> product_value,
                                   std::optional<SelfServicePolicy> organization_default) {
  if (product_value) return *product_value;
  return organization_default.value_or(SelfServicePolicy::enabled);
}

std::string_view policy_refusal(SelfServicePolicy policy, SelfServiceIntent intent) {
  switch (policy) {
    case SelfServicePolicy::enabled: return {};
    case SelfServicePolicy::only_trials_without_payment_method:
      return intent == SelfServiceIntent::trial_without_card ? "" : "policyOnlyTrials";
    case SelfServicePolicy::disabled: return "policyDisabled";
    case SelfServicePolicy::ask_first: return "approvalRequired";
  }
  return "policyDisabled";
}

bool may_request(SelfServicePolicy policy) { return policy != SelfServicePolicy::enabled; }

std::string_view eligibility_refusal(const EligibilityFacts& facts) {
  const auto lists_country = [&](std::span<const std::string> countries) {
    return std::ranges::find(countries, facts.country) != countries.end();
  };
  if (!facts.cloud_sells_self_service) return "selfServiceNotAvailable";
  if (!facts.account_is_active) return "accountDisabled";
  if (facts.is_guest) return "guestAccount";
  if (!facts.organization_is_managed) return "organizationNotManaged";
  if (facts.organization_kind_is_excluded) return "organizationKindExcluded";
  if (!facts.product_sells_self_service) return "productNotSelfService";
  if (lists_country(facts.excluded_countries)) return "countryExcluded";
  if (!facts.sold_in_countries.empty() && !lists_country(facts.sold_in_countries))
    return "notSoldInCountry";
  return {};
}

}  // namespace perseat
