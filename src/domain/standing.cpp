// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/standing.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace perseat {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> refusal_texts{
    {{"accountDisabled", "Your account is disabled."},
     {"guestAccount", "Guests of the organization cannot do this."},
     {"selfServiceAdminReadOnly",
      "This subscription was bought by a member. Administrators can see it, take it over or "
      "transfer it, and stop its renewal, but not change it."},
     {"billingRoleRequired", "This needs a role on the billing account or the billing profile."},
     {"roleRequired", "Your roles do not allow this."}}};

// A sentence for a person, for each of the reasons that check() gives.
std::string_view refusal_text(std::string_view reason) {
  for (const auto& [known, text] : refusal_texts) {
    if (known == reason) return text;
  }
  return "This is not allowed.";
}

}  // namespace

Standing standing_of(const Actor& actor) {
  Standing standing;
  standing.is_guest = actor.is_guest;
  for (const GrantedRole& granted : actor.roles) {
    if (granted.profile.is_nil()) standing.roles.insert(granted.role);
  }
  return standing;
}

Standing standing_for_account(const Actor& actor) {
  Standing standing = standing_of(actor);
  for (const GrantedRole& granted : actor.roles) standing.roles.insert(granted.role);
  return standing;
}

Standing standing_for(const Actor& actor, const Subscription& subscription) {
  Standing standing = standing_of(actor);
  standing.is_purchaser = subscription.purchaser == actor.user;
  standing.is_central = subscription.scope == ManagementScope::organization;
  return standing;
}

Standing standing_for(const Actor& actor, const PaymentMethod& method) {
  Standing standing = standing_of(actor);
  standing.is_card_owner = method.owner == actor.user;
  return standing;
}

Standing standing_for(const Actor& actor, const BillingProfile& profile) {
  Standing standing = standing_of(actor);
  for (const GrantedRole& granted : actor.roles) {
    if (granted.profile == profile.id) standing.roles.insert(granted.role);
  }
  standing.is_profile_owner = profile.owner == actor.user;
  return standing;
}

Standing standing_for(const Actor& actor, const BillingProfile& profile,
                      const Subscription& subscription) {
  Standing standing = standing_for(actor, profile);
  standing.is_purchaser = subscription.purchaser == actor.user;
  standing.is_central = subscription.scope == ManagementScope::organization;
  return standing;
}

bool has_account_role(const Actor& actor) {
  return std::ranges::any_of(actor.roles, [](const GrantedRole& granted) {
    return is_billing_account_role(granted.role);
  });
}

Result<void> authorize(Action action, const Standing& standing) {
  const Access access = check(action, standing);
  if (access.allowed) return {};
  if (!access.visible) return not_found();
  return forbidden(std::string(access.reason), std::string(refusal_text(access.reason)));
}

}  // namespace perseat
