// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/load_related.h"

#include <algorithm>

#include "store/rows_by_key.h"

namespace perseat::store {
namespace {

// Loads all rows of a table that meet a condition, once for each of the owners.
template <class T, class Owner, class Bind>
Result<void> load_for(ports::Connection& connection, const ports::Sql& sql,
                      std::vector<Owner> owners, Bind bind_owner, Collection<T>& table) {
  if (owners.empty()) return {};
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  ports::Rows rows;
  for (const Owner& owner : owners) bind_owner(owner, rows.cells);
  rows.width = rows.cells.size() / owners.size();
  return connection.read(sql, rows, [&table](const ports::Row& row) {
    T found = fetch_row<T>(row);
    table.expect(found.key());
    table.put_loaded(std::move(found));
  });
}

// Types of the parameters of what belongs to something of an organization.
const std::vector<std::string_view> by_org_key{"uuid", "uuid"};

const auto bind_one = [](const auto& owner, std::vector<ports::Value>& cells) {
  cells.push_back(bind(owner));
};
const auto bind_org_key = [](const auto& owner, std::vector<ports::Value>& cells) {
  cells.push_back(bind(owner.org));
  cells.push_back(bind(owner.id));
};

Result<void> load_catalog(ports::Connection& connection, const Needs& needs, State& state) {
  static const OwnedSql prices(select_each_texts(table_names<Price>(), "offer_id = $1", {"uuid"}));
  static const OwnedSql plans(
      select_each_texts(table_names<ServicePlan>(), "product_id = $1", {"uuid"}));
  static const OwnedSql rates(select_each_texts(table_names<TaxRate>(), "country = $1", {"text"}));
  TRY(load_for(connection, prices.sql(), needs.prices_of_offers, bind_one, state.prices));
  TRY(load_for(connection, plans.sql(), needs.plans_of_products, bind_one, state.service_plans));
  TRY(load_for(connection, rates.sql(), needs.tax_rates_of_countries, bind_one, state.tax_rates));
  if (!needs.whole_catalog) return {};
  const auto load_all = [&](auto& table, const ports::Sql& sql) -> Result<void> {
    return connection.query(sql, {}, [&](const ports::Row& row) {
      using T = std::decay_t<decltype(table)>;
      auto found = fetch_row<typename T::Row>(row);
      table.expect(found.key());
      table.put_loaded(std::move(found));
    });
  };
  static const OwnedSql all_products(select_texts(table_names<Product>(), "1 = 1"));
  static const OwnedSql all_plans(select_texts(table_names<ServicePlan>(), "1 = 1"));
  static const OwnedSql all_offers(select_texts(table_names<Offer>(), "1 = 1"));
  static const OwnedSql all_prices(select_texts(table_names<Price>(), "1 = 1"));
  static const OwnedSql all_rates(select_texts(table_names<TaxRate>(), "1 = 1"));
  TRY(load_all(state.products, all_products.sql()));
  TRY(load_all(state.service_plans, all_plans.sql()));
  TRY(load_all(state.offers, all_offers.sql()));
  TRY(load_all(state.prices, all_prices.sql()));
  return load_all(state.tax_rates, all_rates.sql());
}

Result<void> load_people(ports::Connection& connection, const Needs& needs, State& state) {
  static const OwnedSql roles(
      select_each_texts(table_names<RoleAssignment>(), "org_id = $1 and user_id = $2", by_org_key));
  static const OwnedSql admins(select_each_texts(
      table_names<RoleAssignment>(),
      "org_id = $1 and role in ('globalAdmin', 'billingAccountOwner')", {"uuid"}));
  static const OwnedSql words(
      select_each_texts(table_names<UserSearchWord>(), "org_id = $1 and user_id = $2", by_org_key));
  static const OwnedSql sessions(
      select_each_texts(table_names<Session>(), "org_id = $1 and user_id = $2", by_org_key));
  static const OwnedSql tokens(
      select_each_texts(table_names<ApiToken>(), "org_id = $1 and id = $2", by_org_key));
  TRY(load_for(connection, roles.sql(), needs.roles_of_users, bind_org_key,
               state.role_assignments));
  TRY(load_for(connection, admins.sql(), needs.admins_of_organizations, bind_one,
               state.role_assignments));
  TRY(load_for(connection, words.sql(), needs.search_words_of_users, bind_org_key,
               state.user_search_words));
  TRY(load_for(connection, sessions.sql(), needs.sessions_of_users, bind_org_key, state.sessions));
  return load_for(connection, tokens.sql(), needs.api_tokens_by_id, bind_org_key, state.api_tokens);
}

Result<void> load_billing(ports::Connection& connection, const Needs& needs, State& state) {
  static const OwnedSql cards(
      select_each_texts(table_names<PaymentMethod>(), "org_id = $1 and owner_id = $2", by_org_key));
  static const OwnedSql profiles(select_each_texts(
      table_names<BillingProfile>(), "org_id = $1 and payment_method_id = $2", by_org_key));
  static const OwnedSql backups(select_each_texts(
      table_names<BillingProfile>(), "org_id = $1 and backup_payment_method_id = $2", by_org_key));
  static const OwnedSql subscriptions(select_each_texts(
      table_names<Subscription>(), "org_id = $1 and profile_id = $2", by_org_key));
  static const OwnedSql purchases(select_each_texts(
      table_names<Subscription>(), "org_id = $1 and purchaser_id = $2", by_org_key));
  static const OwnedSql charged(
      select_led_to_texts(table_names<BillingProfile>(), "subscription", "profile_id"));
  static const OwnedSql invoiced(
      select_led_to_texts(table_names<BillingProfile>(), "invoice", "profile_id"));
  static const OwnedSql lines(
      select_each_texts(table_names<InvoiceLine>(), "org_id = $1 and invoice_id = $2", by_org_key));
  static const OwnedSql attempts(select_each_texts(table_names<PaymentAttempt>(),
                                                   "org_id = $1 and invoice_id = $2", by_org_key));
  static const OwnedSql open(select_each_texts(
      table_names<PaymentAttempt>(),
      "org_id = $1 and payment_method_id = $2 and status in ('open', 'needsAction')", by_org_key));
  TRY(load_for(connection, open.sql(), needs.open_attempts_of_payment_methods, bind_org_key,
               state.payment_attempts));
  TRY(load_for(connection, cards.sql(), needs.payment_methods_of_owners, bind_org_key,
               state.payment_methods));
  TRY(load_for(connection, profiles.sql(), needs.profiles_of_payment_methods, bind_org_key,
               state.billing_profiles));
  TRY(load_for(connection, backups.sql(), needs.profiles_of_payment_methods, bind_org_key,
               state.billing_profiles));
  TRY(load_for(connection, subscriptions.sql(), needs.subscriptions_of_profiles, bind_org_key,
               state.subscriptions));
  TRY(load_for(connection, purchases.sql(), needs.subscriptions_of_purchasers, bind_org_key,
               state.subscriptions));
  TRY(load_for(connection, charged.sql(), needs.profiles_of_subscriptions, bind_org_key,
               state.billing_profiles));
  TRY(load_for(connection, invoiced.sql(), needs.profiles_of_invoices, bind_org_key,
               state.billing_profiles));
  TRY(load_for(connection, lines.sql(), needs.lines_of_invoices, bind_org_key,
               state.invoice_lines));
  return load_for(connection, attempts.sql(), needs.attempts_of_invoices, bind_org_key,
                  state.payment_attempts);
}

}  // namespace

Result<void> load_related(ports::Connection& connection, const Needs& needs, Date today,
                          State& state) {
  static const OwnedSql running(select_each_texts(
      table_names<InvoiceLine>(), "org_id = $1 and subscription_id = $2 and service_end > $3",
      {"uuid", "uuid", "bigint"}));
  static const OwnedSql job_rows(
      select_each_texts(table_names<JobRow>(), "org_id = $1 and job_id = $2", by_org_key));
  TRY(load_catalog(connection, needs, state));
  TRY(load_people(connection, needs, state));
  TRY(load_billing(connection, needs, state));
  TRY(load_for(
      connection, running.sql(), needs.running_lines_of_subscriptions,
      [&](const auto& owner, std::vector<ports::Value>& cells) {
        bind_org_key(owner, cells);
        cells.push_back(bind(today));
      },
      state.invoice_lines));
  return load_for(connection, job_rows.sql(), needs.rows_of_jobs, bind_org_key, state.job_rows);
}

}  // namespace perseat::store
