// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/organizations/create_organization.h"

#include "base/text.h"
#include "base/zone.h"
#include "domain/country.h"
#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"

namespace perseat::usecases {
namespace {

BillingAccount first_billing_account(const CreateOrganization& wanted, OrgId org,
                                     const CountryFacts& facts) {
  BillingAccount account;
  account.org = org;
  account.name = trim(wanted.name);
  account.sold_to.country = wanted.country;
  account.time_zone = wanted.time_zone.empty() ? std::string(facts.time_zone) : wanted.time_zone;
  account.currency = Currency(facts.currency);
  return account;
}

}  // namespace

void CreateOrganization::needs(store::Needs& needs, const Actor&) const {
  need_account(needs, admin);
}

Result<void> CreateOrganization::admit(const Actor& actor) {
  if (check(Action::manage_organizations, standing_of(actor))) return {};
  return forbidden("operatorOnly", "Only the operator of the deployment may do this.");
}

Result<CreateOrganization::Output> CreateOrganization::decide(store::State& state,
                                                              const Context& context) const {
  TRY(admit(context.actor));

  const std::string clean_name = TRY(clean_line("name", name, {1, 200}));
  const CountryFacts* facts = find_country(country);
  if (facts == nullptr)
    return invalid("country", "unknownCountry", "Give an ISO 3166-1 code such as DE.");
  if (!time_zone.empty() && !zone_exists(time_zone))
    return invalid("timeZone", "unknownTimeZone", "Give an IANA name such as Europe/Berlin.");

  const auto org = context.ids.make<OrgId>(context.now);
  state.organizations.add({org, clean_name, country, kind, context.now, 1});
  state.billing_accounts.add(first_billing_account(*this, org, *facts));
  state.audit_heads.add({org, 0, ""});
  NewAccount first = admin;
  first.usage_country = country;
  first.field_prefix = "admin.";
  const UserId admin_id = TRY(add_account(state, context, org, first));
  state.role_assignments.add({org,
                              context.ids.make<RoleAssignmentId>(context.now),
                              admin_id,
                              Role::global_admin,
                              {},
                              context.now,
                              context.actor.user});
  store::append_event(state, context, {"createOrganization", "organization", org.uuid, {}});
  return Output{org, admin_id};
}

}  // namespace perseat::usecases
