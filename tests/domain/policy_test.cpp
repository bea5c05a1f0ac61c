// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/policy.h"

#include <gtest/gtest.h>

#include <vector>

namespace perseat {
namespace {

using Policy = SelfServicePolicy;
using Intent = SelfServiceIntent;

TEST(Policy, OfTheProductWinsOverTheDefaultOfTheOrganization) {
  EXPECT_EQ(effective_policy({}, {}), Policy::enabled);
  EXPECT_EQ(effective_policy({}, Policy::disabled), Policy::disabled);
  EXPECT_EQ(effective_policy(Policy::enabled, Policy::disabled), Policy::enabled);
  EXPECT_EQ(effective_policy(Policy::ask_first, {}), Policy::ask_first);
}

TEST(Policy, SaysWhatMayBegin) {
  struct Row {
    Policy policy;
    const char* purchase;
    const char* trial_with_card;
    const char* trial_without_card;
    bool may_request;
  };
  const Row rows[] = {
      {Policy::enabled, "", "", "", false},
      {Policy::only_trials_without_payment_method, "policyOnlyTrials", "policyOnlyTrials", "",
       true},
      {Policy::disabled, "policyDisabled", "policyDisabled", "policyDisabled", true},
      {Policy::ask_first, "approvalRequired", "approvalRequired", "approvalRequired", true}};
  for (const Row& row : rows) {
    EXPECT_EQ(policy_refusal(row.policy, Intent::purchase), row.purchase);
    EXPECT_EQ(policy_refusal(row.policy, Intent::trial_with_card), row.trial_with_card);
    EXPECT_EQ(policy_refusal(row.policy, Intent::trial_without_card), row.trial_without_card);
    EXPECT_EQ(may_request(row.policy), row.may_request);
  }
}

TEST(Policy, HasTheTextsOfTheWire) {
  EXPECT_EQ(enum_text(Policy::only_trials_without_payment_method),
            "onlyTrialsWithoutPaymentMethod");
  EXPECT_EQ(parse_enum<Policy>("askFirst"), Policy::ask_first);
  EXPECT_FALSE(parse_enum<Policy>("Enabled"));
}

TEST(Eligibility, IsRefusedForTheFirstReasonInOrder) {
  const std::vector<std::string> excluded{"IN", "BR"};
  const std::vector<std::string> sold{"DE", "KR", "IN"};
  EligibilityFacts facts;
  facts.cloud_sells_self_service = false;
  facts.account_is_active = false;
  facts.is_guest = true;
  facts.organization_is_managed = false;
  facts.organization_kind_is_excluded = true;
  facts.product_sells_self_service = false;
  facts.country = "IN";
  facts.excluded_countries = excluded;
  facts.sold_in_countries = sold;
  EXPECT_EQ(eligibility_refusal(facts), "selfServiceNotAvailable");
  facts.cloud_sells_self_service = true;
  EXPECT_EQ(eligibility_refusal(facts), "accountDisabled");
  facts.account_is_active = true;
  EXPECT_EQ(eligibility_refusal(facts), "guestAccount");
  facts.is_guest = false;
  EXPECT_EQ(eligibility_refusal(facts), "organizationNotManaged");
  facts.organization_is_managed = true;
  EXPECT_EQ(eligibility_refusal(facts), "organizationKindExcluded");
  facts.organization_kind_is_excluded = false;
  EXPECT_EQ(eligibility_refusal(facts), "productNotSelfService");
  facts.product_sells_self_service = true;
  EXPECT_EQ(eligibility_refusal(facts), "countryExcluded");
  facts.country = "FR";
  EXPECT_EQ(eligibility_refusal(facts), "notSoldInCountry");
  facts.country = "KR";
  EXPECT_EQ(eligibility_refusal(facts), "");
  facts.country = "FR";
  facts.sold_in_countries = {};
  EXPECT_EQ(eligibility_refusal(facts), "");
}

}  // namespace
}  // namespace perseat
