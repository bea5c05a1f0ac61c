// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What commands need and what they decide on: the same list of tables, once as keys to load and
// once as rows. Parents come before children, which is the order of saving.
#pragma once

#include <vector>

#include "domain/audit.h"
#include "domain/billing.h"
#include "domain/billing_run.h"
#include "domain/catalog.h"
#include "domain/idempotency.h"
#include "domain/invoice.h"
#include "domain/job.h"
#include "domain/license.h"
#include "domain/order.h"
#include "domain/organization.h"
#include "domain/payment.h"
#include "domain/subscription.h"
#include "domain/user.h"
#include "store/collection.h"

namespace perseat::store {

template <template <class> class Of>
struct Tables {
  Of<Product> products;
  Of<ServicePlan> service_plans;
  Of<Offer> offers;
  Of<Price> prices;
  Of<TaxRate> tax_rates;
  Of<Organization> organizations;
  Of<BillingAccount> billing_accounts;
  Of<User> users;
  Of<Login> logins;
  Of<UserSearchWord> user_search_words;
  Of<RoleAssignment> role_assignments;
  Of<Session> sessions;
  Of<ApiToken> api_tokens;
  Of<PaymentMethod> payment_methods;
  Of<BillingProfile> billing_profiles;
  Of<InvoiceSeries> invoice_series;
  Of<Subscription> subscriptions;
  Of<LicensePool> license_pools;
  Of<Assignment> assignments;
  Of<TrialUse> trial_uses;
  Of<Order> orders;
  Of<Invoice> invoices;
  Of<InvoiceLine> invoice_lines;
  Of<PaymentAttempt> payment_attempts;
  Of<PolicyEntry> policies;
  Of<PolicyChange> policy_changes;
  Of<IdempotencyRecord> idempotency;
  Of<AuditHead> audit_heads;
  Of<AuditEvent> audit_events;
  Of<Job> jobs;
  Of<JobRow> job_rows;
  Of<BillingRun> billing_runs;

  // Calls visit(table of a, table of b) for each table, parents first.
  template <class A, class B, class Visit>
  static void zip(A& a, B& b, Visit&& visit) {
    visit(a.products, b.products);
    visit(a.service_plans, b.service_plans);
    visit(a.offers, b.offers);
    visit(a.prices, b.prices);
    visit(a.tax_rates, b.tax_rates);
    visit(a.organizations, b.organizations);
    visit(a.billing_accounts, b.billing_accounts);
    visit(a.users, b.users);
    visit(a.logins, b.logins);
    visit(a.user_search_words, b.user_search_words);
    visit(a.role_assignments, b.role_assignments);
    visit(a.sessions, b.sessions);
    visit(a.api_tokens, b.api_tokens);
    visit(a.payment_methods, b.payment_methods);
    visit(a.billing_profiles, b.billing_profiles);
    visit(a.invoice_series, b.invoice_series);
    visit(a.subscriptions, b.subscriptions);
    visit(a.license_pools, b.license_pools);
    visit(a.assignments, b.assignments);
    visit(a.trial_uses, b.trial_uses);
    visit(a.orders, b.orders);
    visit(a.invoices, b.invoices);
    visit(a.invoice_lines, b.invoice_lines);
    visit(a.payment_attempts, b.payment_attempts);
    visit(a.policies, b.policies);
    visit(a.policy_changes, b.policy_changes);
    visit(a.idempotency, b.idempotency);
    visit(a.audit_heads, b.audit_heads);
    visit(a.audit_events, b.audit_events);
    visit(a.jobs, b.jobs);
    visit(a.job_rows, b.job_rows);
    visit(a.billing_runs, b.billing_runs);
  }
};

// What is done to all tables is compiled once, in state.cpp.
struct State : Tables<Collection> {
  State();
  ~State();
  State(State&&) noexcept;
  State& operator=(State&&) noexcept;

  template <class Visit>
  void each_table(Visit&& visit) {
    zip(*this, *this, [&](auto& table, auto&) { visit(table); });
  }
  void merge();
  void drop();
};

// Rows by key, and rows that belong to something: those are loaded whole.
struct Needs : Tables<Wanted> {
  Needs();
  ~Needs();
  Needs(Needs&&) noexcept;
  Needs& operator=(Needs&&) noexcept;

  std::vector<OfferId> prices_of_offers;
  std::vector<ProductId> plans_of_products;
  std::vector<std::string> tax_rates_of_countries;
  bool whole_catalog = false;
  std::vector<OrgKey<UserId>> roles_of_users;
  // Role assignments of global admins and billing account owners.
  std::vector<OrgId> admins_of_organizations;
  std::vector<OrgKey<UserId>> sessions_of_users;
  std::vector<OrgKey<UserId>> subscriptions_of_purchasers;
  std::vector<OrgKey<UserId>> search_words_of_users;
  std::vector<OrgKey<ApiTokenId>> api_tokens_by_id;
  std::vector<OrgKey<UserId>> payment_methods_of_owners;
  std::vector<OrgKey<PaymentMethodId>> profiles_of_payment_methods;
  // Charges and refunds that are not settled.
  std::vector<OrgKey<PaymentMethodId>> open_attempts_of_payment_methods;
  std::vector<OrgKey<BillingProfileId>> subscriptions_of_profiles;
  std::vector<OrgKey<SubscriptionId>> profiles_of_subscriptions;
  std::vector<OrgKey<InvoiceId>> profiles_of_invoices;
  // Lines that were charged for days that are not over at the batch's time.
  std::vector<OrgKey<SubscriptionId>> running_lines_of_subscriptions;
  std::vector<OrgKey<InvoiceId>> lines_of_invoices;
  std::vector<OrgKey<InvoiceId>> attempts_of_invoices;
  std::vector<OrgKey<JobId>> rows_of_jobs;
};

}  // namespace perseat::store
