// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Whether a person may buy or try a product by themselves: the organization's policy for it, and
// whether person, organization and country are eligible at all. A policy is never retroactive.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/enum_text.h"

namespace perseat {

enum class SelfServicePolicy {
  enabled,                             // buy and try
  only_trials_without_payment_method,  // try without a card; no buying, also not after the trial
  disabled,                            // neither; a request can be made
  ask_first                            // each purchase and trial is approved by an admin before
};

// What somebody wants to begin.
enum class SelfServiceIntent { purchase, trial_with_card, trial_without_card };

// The product's own value, else the organization's default, which is enabled unless set.
[[nodiscard]] SelfServicePolicy effective_policy(
    std::optional<SelfServicePolicy> product_value,
    std::optional<SelfServicePolicy> organization_default);

// Empty when allowed, else policyDisabled, policyOnlyTrials or approvalRequired. An approved
// request is what makes approvalRequired go away: then ask for `enabled` instead.
[[nodiscard]] std::string_view policy_refusal(SelfServicePolicy policy, SelfServiceIntent intent);

// Whether a person who is refused may ask for licenses: where the policy stands in the way.
[[nodiscard]] bool may_request(SelfServicePolicy policy);

// Countries are ISO 3166-1 alpha-2 codes in upper case.
struct EligibilityFacts {
  bool cloud_sells_self_service = true;
  bool account_is_active = true;
  bool is_guest = false;
  bool organization_is_managed = true;         // a registered organization, no personal sign-up
  bool organization_kind_is_excluded = false;  // government, education
  bool product_sells_self_service = true;
  std::string_view country;  // of the organization
  std::span<const std::string> excluded_countries = {};
  // Empty means everywhere.
  std::span<const std::string> sold_in_countries = {};
};

// Empty when eligible, else the first of: selfServiceNotAvailable, accountDisabled, guestAccount,
// organizationNotManaged, organizationKindExcluded, productNotSelfService, countryExcluded,
// notSoldInCountry. The person is told to ask their IT admin.
[[nodiscard]] std::string_view eligibility_refusal(const EligibilityFacts& facts);

template <>
struct EnumText<SelfServicePolicy> {
  using Entry = EnumEntry<SelfServicePolicy>;
  static constexpr std::array table{Entry{SelfServicePolicy::enabled, "enabled"},
                                    Entry{SelfServicePolicy::only_trials_without_payment_method,
                                          "onlyTrialsWithoutPaymentMethod"},
                                    Entry{SelfServicePolicy::disabled, "disabled"},
                                    Entry{SelfServicePolicy::ask_first, "askFirst"}};
};

template <>
struct EnumText<SelfServiceIntent> {
  using Entry = EnumEntry<SelfServiceIntent>;
  static constexpr std::array table{
      Entry{SelfServiceIntent::purchase, "purchase"},
      Entry{SelfServiceIntent::trial_with_card, "trialWithCard"},
      Entry{SelfServiceIntent::trial_without_card, "trialWithoutCard"}};
};

}  // namespace perseat
