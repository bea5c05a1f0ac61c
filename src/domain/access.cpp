// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/access.h"

#include "base/check.h"

namespace perseat {
namespace {

// The columns of the table: in what capacities somebody acts.
using Holders = std::uint32_t;
constexpr Holders nobody = 0;
constexpr Holders member = 1U << 0;
constexpr Holders guest = 1U << 1;
constexpr Holders purchaser = 1U << 2;
constexpr Holders assignee = 1U << 3;
constexpr Holders self = 1U << 4;
constexpr Holders card_owner = 1U << 5;
constexpr Holders global_admin = 1U << 6;
constexpr Holders billing_admin = 1U << 7;
constexpr Holders license_admin = 1U << 8;
constexpr Holders user_admin = 1U << 9;
constexpr Holders global_reader = 1U << 10;
constexpr Holders support_admin = 1U << 11;
constexpr Holders account_owner = 1U << 12;
constexpr Holders account_contributor = 1U << 13;
constexpr Holders account_reader = 1U << 14;
constexpr Holders profile_owner = 1U << 15;
constexpr Holders profile_contributor = 1U << 16;
constexpr Holders profile_reader = 1U << 17;
constexpr Holders invoice_manager = 1U << 18;
constexpr Holders partner = 1U << 19;
constexpr Holders partner_admin = 1U << 20;
constexpr Holders server_operator = 1U << 21;

// Those who see every purchase of the organization, and those of them who may intervene.
constexpr Holders overseers =
    global_admin | billing_admin | global_reader | partner | partner_admin;
constexpr Holders interveners = global_admin | billing_admin | partner_admin;
constexpr Holders license_givers = global_admin | license_admin | user_admin | partner_admin;
constexpr Holders account_roles = account_owner | account_contributor | account_reader;
constexpr Holders profile_editors = profile_owner | profile_contributor;
constexpr Holders profile_roles = profile_editors | profile_reader | invoice_manager;
constexpr Holders directory_readers = overseers | license_admin | user_admin | support_admin;
constexpr Holders anybody = member | guest;

struct Rule {
  Action action;
  Holders self_service;  // may do it with what a purchaser governs, or where that is no question
  Holders central;       // may do it with what the organization governs
  Holders sees;          // are told why not; everybody else finds nothing
};

constexpr Rule everywhere(Action action, Holders holders, Holders sees) {
  return {action, holders, holders, sees};
}

// The one table of rights, a row for each action in the order of the enum.
constexpr std::array rules{
    everywhere(Action::list_products, member | partner_admin, anybody),
    everywhere(Action::get_product, member | partner_admin, anybody),
    everywhere(Action::create_quote, member | partner_admin, anybody),
    Rule{Action::buy_subscription, member, member, anybody | partner | partner_admin},
    everywhere(Action::buy_central_subscription, interveners, anybody | overseers),
    everywhere(Action::list_own_subscriptions, member, anybody),
    everywhere(Action::list_organization_subscriptions, overseers, anybody),
    Rule{Action::get_subscription, purchaser | overseers, overseers | license_admin | user_admin,
         nobody},
    Rule{Action::update_subscription, purchaser, interveners, purchaser | overseers},
    Rule{Action::set_quantity, purchaser, interveners,
         purchaser | overseers | license_admin | user_admin},
    Rule{Action::cancel_subscription, purchaser, interveners, purchaser | overseers},
    Rule{Action::reactivate_subscription, purchaser, interveners, purchaser | overseers},
    Rule{Action::change_recurring_billing, purchaser, interveners, purchaser | overseers},
    Rule{Action::stop_renewal, purchaser | interveners, interveners, purchaser | overseers},
    Rule{Action::list_orders, purchaser | overseers, overseers, license_admin | user_admin},

    everywhere(Action::list_own_licenses, member, anybody),
    everywhere(Action::list_organization_licenses, overseers | license_admin | user_admin, anybody),
    Rule{Action::list_assignments, purchaser | overseers, overseers | license_admin | user_admin,
         license_admin | user_admin},
    Rule{Action::assign_licenses, purchaser, license_givers,
         purchaser | overseers | license_admin | user_admin},
    Rule{Action::unassign_licenses, purchaser, license_givers,
         purchaser | overseers | license_admin | user_admin},
    Rule{Action::create_assignment_job, purchaser, license_givers,
         purchaser | overseers | license_admin | user_admin},
    everywhere(Action::get_job, self | server_operator, nobody),
    everywhere(Action::search_users, member | partner_admin, anybody | partner),
    everywhere(Action::use_product, assignee, anybody),

    everywhere(Action::list_payment_methods, member, anybody),
    everywhere(Action::get_payment_method, card_owner, nobody),
    everywhere(Action::add_payment_method, member, anybody),
    everywhere(Action::update_payment_method, card_owner, nobody),
    everywhere(Action::delete_payment_method, card_owner, nobody),
    everywhere(Action::list_billing_profiles, member, anybody),
    everywhere(Action::get_billing_profile, profile_roles | account_roles, overseers),
    everywhere(Action::update_billing_profile, profile_editors,
               profile_roles | account_roles | overseers),
    everywhere(Action::replace_profile_payment_method, profile_editors,
               profile_roles | account_roles | overseers),
    everywhere(Action::grant_billing_profile_roles, profile_owner,
               profile_roles | account_roles | overseers),
    everywhere(Action::get_billing_account, account_roles | profile_roles | overseers, anybody),
    everywhere(Action::update_billing_account, account_owner | account_contributor | global_admin,
               anybody | overseers),
    everywhere(Action::grant_billing_account_roles, account_owner | global_admin,
               anybody | overseers),
    everywhere(Action::list_invoices, member, anybody),
    everywhere(Action::get_invoice, purchaser | profile_roles | account_roles, overseers),
    everywhere(Action::pay_invoice, purchaser | profile_editors | invoice_manager,
               profile_roles | account_roles | overseers),

    everywhere(Action::list_self_service_purchases, overseers, anybody),
    everywhere(Action::export_license_holders, overseers, anybody),
    everywhere(Action::take_over_subscription, interveners, purchaser | overseers),
    everywhere(Action::transfer_subscription, purchaser | interveners, purchaser | overseers),
    everywhere(Action::get_policy, global_admin | billing_admin | global_reader | partner_admin,
               anybody | partner),
    everywhere(Action::set_policy, interveners, anybody | overseers),
    everywhere(Action::create_license_request, member, anybody),
    everywhere(Action::list_license_requests, license_givers | global_reader, anybody | overseers),
    everywhere(Action::decide_license_request, license_givers, self | overseers),
    everywhere(Action::list_audit_events,
               global_admin | billing_admin | global_reader | partner_admin, anybody | partner),
    everywhere(Action::list_users, directory_readers, anybody),
    everywhere(Action::manage_users, global_admin | user_admin | partner_admin,
               anybody | directory_readers),
    everywhere(Action::list_roles, global_admin | user_admin | global_reader | partner_admin,
               anybody | directory_readers),
    everywhere(Action::grant_roles, global_admin | partner_admin, anybody | directory_readers),
    everywhere(Action::manage_webhooks, global_admin, anybody | overseers),
    everywhere(Action::manage_api_tokens, member, anybody),

    everywhere(Action::manage_catalog, server_operator, anybody | overseers),
    everywhere(Action::manage_organizations, server_operator, anybody | overseers),
    everywhere(Action::run_billing, server_operator, anybody | overseers),
    everywhere(Action::move_test_clock, server_operator, anybody | overseers)};

constexpr bool is_complete() {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (static_cast<std::size_t>(rules[i].action) != i) return false;
  }
  return rules.size() == EnumText<Action>::table.size();
}
static_assert(is_complete(), "the rules have one row for each action, in its order");

struct RoleHolder {
  Role role;
  Holders holder;
};
constexpr std::array role_holders{
    RoleHolder{Role::global_admin, global_admin},
    RoleHolder{Role::billing_admin, billing_admin},
    RoleHolder{Role::license_admin, license_admin},
    RoleHolder{Role::user_admin, user_admin},
    RoleHolder{Role::global_reader, global_reader},
    RoleHolder{Role::service_support_admin, support_admin},
    RoleHolder{Role::billing_account_owner, account_owner},
    RoleHolder{Role::billing_account_contributor, account_contributor},
    RoleHolder{Role::billing_account_reader, account_reader},
    RoleHolder{Role::billing_profile_owner, profile_owner},
    RoleHolder{Role::billing_profile_contributor, profile_contributor},
    RoleHolder{Role::billing_profile_reader, profile_reader},
    RoleHolder{Role::invoice_manager, invoice_manager},
    RoleHolder{Role::deployment_operator, server_operator}};

Holders holders_of(const Standing& standing) {
  // A guest holds nothing, not even what was granted before the account became one.
  if (standing.is_guest) return guest;
  // A partner is not a member: reads for the customer, and acts as its global admin if made one.
  if (standing.roles.has(Role::partner))
    return partner | (standing.roles.has(Role::global_admin) ? partner_admin : nobody);
  Holders holders = member;
  for (const RoleHolder& row : role_holders) {
    if (standing.roles.has(row.role)) holders |= row.holder;
  }
  // What the organization governs has no private owner, whoever signed the order.
  if (standing.is_purchaser && !standing.is_central) holders |= purchaser;
  if (standing.is_assignee) holders |= assignee;
  if (standing.is_profile_owner) holders |= profile_owner;
  if (standing.is_card_owner) holders |= card_owner;
  if (standing.is_self) holders |= self;
  return holders;
}

bool is_billing_action(Action action) {
  return action >= Action::get_billing_profile && action <= Action::pay_invoice;
}

std::string_view refusal_reason(const Rule& rule, Holders holders, bool is_central) {
  if ((holders & guest) != 0) return "guestAccount";
  if (is_billing_action(rule.action)) return "billingRoleRequired";
  constexpr Holders admins = overseers | license_admin | user_admin;
  const bool is_about_purchase = (rule.self_service & purchaser) != 0;
  if (is_about_purchase && !is_central && (holders & admins) != 0)
    return "selfServiceAdminReadOnly";
  return "roleRequired";
}

}  // namespace

Access check(Action action, const Standing& standing) {
  if (!standing.account_is_active) return {false, true, "accountDisabled"};
  const auto index = static_cast<std::size_t>(action);
  CHECK(index < rules.size());
  const Rule& rule = rules[index];
  const Holders holders = holders_of(standing);
  const Holders allowed = standing.is_central ? rule.central : rule.self_service;
  if ((holders & allowed) != 0) return {true, true, {}};
  if ((holders & rule.sees) == 0) return {false, false, "notFound"};
  return {false, true, refusal_reason(rule, holders, standing.is_central)};
}

}  // namespace perseat
