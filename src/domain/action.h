// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Everything that somebody can be allowed or refused. Names are those of the operations of the
// HTTP interface where there is one; access.h says who may do what.
#pragma once

#include <array>

#include "base/enum_text.h"

namespace perseat {

enum class Action {
  // Buying and owning.
  list_products,
  get_product,
  create_quote,
  buy_subscription,
  buy_central_subscription,  // for the whole organization
  list_own_subscriptions,
  list_organization_subscriptions,
  get_subscription,
  update_subscription,
  set_quantity,
  cancel_subscription,
  reactivate_subscription,
  change_recurring_billing,  // on, once more or off
  stop_renewal,              // switch recurring billing off, nothing else
  list_orders,
  // Licenses.
  list_own_licenses,
  list_organization_licenses,
  list_assignments,
  assign_licenses,
  unassign_licenses,
  create_assignment_job,
  get_job,
  search_users,
  use_product,  // the product itself, with a license
  // Paying.
  list_payment_methods,  // one's own cards
  get_payment_method,
  add_payment_method,
  update_payment_method,
  delete_payment_method,
  list_billing_profiles,
  get_billing_profile,
  update_billing_profile,
  replace_profile_payment_method,
  grant_billing_profile_roles,
  get_billing_account,
  update_billing_account,
  grant_billing_account_roles,
  list_invoices,
  get_invoice,
  pay_invoice,
  // The organization.
  list_self_service_purchases,
  export_license_holders,
  take_over_subscription,
  transfer_subscription,
  get_policy,
  set_policy,
  create_license_request,
  list_license_requests,
  decide_license_request,
  list_audit_events,
  list_users,
  manage_users,  // create, disable, delete
  list_roles,
  grant_roles,
  manage_webhooks,
  manage_api_tokens,  // one's own
  // The deployment.
  manage_catalog,
  manage_organizations,
  run_billing,
  move_test_clock
};

template <>
struct EnumText<Action> {
  using Entry = EnumEntry<Action>;
  static constexpr std::array table{
      Entry{Action::list_products, "listProducts"},
      Entry{Action::get_product, "getProduct"},
      Entry{Action::create_quote, "createQuote"},
      Entry{Action::buy_subscription, "buySubscription"},
      Entry{Action::buy_central_subscription, "buyCentralSubscription"},
      Entry{Action::list_own_subscriptions, "listOwnSubscriptions"},
      Entry{Action::list_organization_subscriptions, "listOrganizationSubscriptions"},
      Entry{Action::get_subscription, "getSubscription"},
      Entry{Action::update_subscription, "updateSubscription"},
      Entry{Action::set_quantity, "setQuantity"},
      Entry{Action::cancel_subscription, "cancelSubscription"},
      Entry{Action::reactivate_subscription, "reactivateSubscription"},
      Entry{Action::change_recurring_billing, "changeRecurringBilling"},
      Entry{Action::stop_renewal, "stopRenewal"},
      Entry{Action::list_orders, "listOrders"},
      Entry{Action::list_own_licenses, "listOwnLicenses"},
      Entry{Action::list_organization_licenses, "listOrganizationLicenses"},
      Entry{Action::list_assignments, "listAssignments"},
      Entry{Action::assign_licenses, "assignLicenses"},
      Entry{Action::unassign_licenses, "unassignLicenses"},
      Entry{Action::create_assignment_job, "createAssignmentJob"},
      Entry{Action::get_job, "getJob"},
      Entry{Action::search_users, "searchUsers"},
      Entry{Action::use_product, "useProduct"},
      Entry{Action::list_payment_methods, "listPaymentMethods"},
      Entry{Action::get_payment_method, "getPaymentMethod"},
      Entry{Action::add_payment_method, "addPaymentMethod"},
      Entry{Action::update_payment_method, "updatePaymentMethod"},
      Entry{Action::delete_payment_method, "deletePaymentMethod"},
      Entry{Action::list_billing_profiles, "listBillingProfiles"},
      Entry{Action::get_billing_profile, "getBillingProfile"},
      Entry{Action::update_billing_profile, "updateBillingProfile"},
      Entry{Action::replace_profile_payment_method, "replaceProfilePaymentMethod"},
      Entry{Action::grant_billing_profile_roles, "grantBillingProfileRoles"},
      Entry{Action::get_billing_account, "getBillingAccount"},
      Entry{Action::update_billing_account, "updateBillingAccount"},
      Entry{Action::grant_billing_account_roles, "grantBillingAccountRoles"},
      Entry{Action::list_invoices, "listInvoices"},
      Entry{Action::get_invoice, "getInvoice"},
      Entry{Action::pay_invoice, "payInvoice"},
      Entry{Action::list_self_service_purchases, "listSelfServicePurchases"},
      Entry{Action::export_license_holders, "exportLicenseHolders"},
      Entry{Action::take_over_subscription, "takeOverSubscription"},
      Entry{Action::transfer_subscription, "transferSubscription"},
      Entry{Action::get_policy, "getPolicy"},
      Entry{Action::set_policy, "setPolicy"},
      Entry{Action::create_license_request, "createLicenseRequest"},
      Entry{Action::list_license_requests, "listLicenseRequests"},
      Entry{Action::decide_license_request, "decideLicenseRequest"},
      Entry{Action::list_audit_events, "listAuditEvents"},
      Entry{Action::list_users, "listUsers"},
      Entry{Action::manage_users, "manageUsers"},
      Entry{Action::list_roles, "listRoles"},
      Entry{Action::grant_roles, "grantRoles"},
      Entry{Action::manage_webhooks, "manageWebhooks"},
      Entry{Action::manage_api_tokens, "manageApiTokens"},
      Entry{Action::manage_catalog, "manageCatalog"},
      Entry{Action::manage_organizations, "manageOrganizations"},
      Entry{Action::run_billing, "runBilling"},
      Entry{Action::move_test_clock, "moveTestClock"}};
};

}  // namespace perseat
