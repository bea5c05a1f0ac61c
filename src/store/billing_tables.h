// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Columns of payment methods, profiles and payment attempts; with them those of invoices.
#pragma once

#include "domain/billing.h"
#include "domain/payment.h"
#include "store/invoice_tables.h"
#include "store/table.h"

namespace perseat::store {

template <>
struct Table<PaymentMethod> {
  static constexpr std::string_view name = "payment_method";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple_cat(
      std::tuple{column("org_id", &PaymentMethod::org), column("id", &PaymentMethod::id),
                 column("owner_id", &PaymentMethod::owner),
                 column("gateway_customer", &PaymentMethod::gateway_customer),
                 column("gateway_token", &PaymentMethod::gateway_token),
                 column("brand", &PaymentMethod::brand), column("last4", &PaymentMethod::last4),
                 column("expiry_month", &PaymentMethod::expiry_month),
                 column("expiry_year", &PaymentMethod::expiry_year),
                 column("holder_name", &PaymentMethod::holder_name)},
      address_columns(&PaymentMethod::address,
                      {"address_line1", "address_line2", "address_city", "address_region",
                       "address_postal_code", "address_country"}),
      std::tuple{column("issuing_country", &PaymentMethod::issuing_country),
                 column("declined_at_ms", &PaymentMethod::declined_at),
                 column("deleted_at_ms", &PaymentMethod::deleted_at),
                 column("created_at_ms", &PaymentMethod::created_at),
                 column("version", &PaymentMethod::version)});
};

template <>
struct Table<BillingProfile> {
  static constexpr std::string_view name = "billing_profile";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple_cat(
      std::tuple{column("org_id", &BillingProfile::org), column("id", &BillingProfile::id),
                 column("owner_id", &BillingProfile::owner), column("name", &BillingProfile::name),
                 column("currency", &BillingProfile::currency),
                 column("payment_method_id", &BillingProfile::payment_method),
                 column("backup_payment_method_id", &BillingProfile::backup_payment_method)},
      address_columns(&BillingProfile::bill_to,
                      {"bill_to_line1", "bill_to_line2", "bill_to_city", "bill_to_region",
                       "bill_to_postal_code", "bill_to_country"}),
      std::tuple{column("contact_email", &BillingProfile::contact_email),
                 column("po_number", &BillingProfile::po_number),
                 column("invoice_by_email", &BillingProfile::invoice_by_email),
                 column("extra_recipients", &BillingProfile::extra_recipients),
                 column("invoice_series", &BillingProfile::invoice_series),
                 column("next_invoice_number", &BillingProfile::next_invoice_number),
                 column("created_at_ms", &BillingProfile::created_at),
                 column("version", &BillingProfile::version),
                 column("closed_at_ms", &BillingProfile::closed_at)});
};

template <>
struct Table<InvoiceSeries> {
  static constexpr std::string_view name = "invoice_series";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns =
      std::tuple{column("series", &InvoiceSeries::series), column("org_id", &InvoiceSeries::org),
                 column("profile_id", &InvoiceSeries::profile)};
};

template <>
struct Table<PaymentAttempt> {
  static constexpr std::string_view name = "payment_attempt";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns =
      std::tuple{column("org_id", &PaymentAttempt::org),
                 column("id", &PaymentAttempt::id),
                 column("purpose", &PaymentAttempt::purpose),
                 column("status", &PaymentAttempt::status),
                 column("invoice_id", &PaymentAttempt::invoice),
                 column("subscription_id", &PaymentAttempt::subscription),
                 column("payment_method_id", &PaymentAttempt::payment_method),
                 column("actor_id", &PaymentAttempt::actor),
                 column("amount_minor", &PaymentAttempt::amount_minor),
                 column("currency", &PaymentAttempt::currency),
                 column("quantity_target", &PaymentAttempt::quantity_target),
                 column("gateway_reference", &PaymentAttempt::gateway_reference),
                 column("decline_code", &PaymentAttempt::decline_code),
                 column("next_action_url", &PaymentAttempt::next_action_url),
                 column("created_at_ms", &PaymentAttempt::created_at),
                 column("settled_at_ms", &PaymentAttempt::settled_at),
                 NestedColumn{"lease_server", &PaymentAttempt::lease, &Lease::server},
                 NestedColumn{"lease_beat", &PaymentAttempt::lease, &Lease::beat}};
};

}  // namespace perseat::store
