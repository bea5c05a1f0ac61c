// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Columns of invoices and their lines.
#pragma once

#include "domain/invoice.h"
#include "store/table.h"

namespace perseat::store {

template <>
struct Table<Invoice> {
  static constexpr std::string_view name = "invoice";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple_cat(
      std::tuple{
          column("org_id", &Invoice::org), column("id", &Invoice::id),
          column("profile_id", &Invoice::profile),
          column("subscription_id", &Invoice::subscription), column("kind", &Invoice::kind),
          column("status", &Invoice::status), column("number", &Invoice::number),
          column("issued_on", &Invoice::issued_on), column("due_on", &Invoice::due_on),
          column("created_at_ms", &Invoice::created_at), column("currency", &Invoice::currency),
          column("discount_minor", &Invoice::discount_minor),
          column("net_minor", &Invoice::net_minor), column("tax_minor", &Invoice::tax_minor),
          column("total_minor", &Invoice::total_minor), column("due_minor", &Invoice::due_minor),
          column("corrects_id", &Invoice::corrects)},
      address_columns(&Invoice::bill_to,
                      {"bill_to_line1", "bill_to_line2", "bill_to_city", "bill_to_region",
                       "bill_to_postal_code", "bill_to_country"}),
      std::tuple{column("bill_to_name", &Invoice::bill_to_name), column("tax_id", &Invoice::tax_id),
                 column("po_number", &Invoice::po_number),
                 column("reverse_charge", &Invoice::reverse_charge),
                 column("version", &Invoice::version),
                 column("next_charge_at_ms", &Invoice::next_charge_at)},
      address_columns(&Invoice::sold_to,
                      {"sold_to_line1", "sold_to_line2", "sold_to_city", "sold_to_region",
                       "sold_to_postal_code", "sold_to_country"}),
      std::tuple{column("registration_number", &Invoice::registration_number),
                 column("contact_email", &Invoice::contact_email)});
};

template <>
struct Table<InvoiceLine> {
  static constexpr std::string_view name = "invoice_line";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns =
      std::tuple{column("org_id", &InvoiceLine::org),
                 column("invoice_id", &InvoiceLine::invoice),
                 column("line", &InvoiceLine::line),
                 column("subscription_id", &InvoiceLine::subscription),
                 column("type", &InvoiceLine::type),
                 column("description", &InvoiceLine::description),
                 column("quantity", &InvoiceLine::quantity),
                 column("unit_price", &InvoiceLine::unit_price),
                 column("service_start", &InvoiceLine::service_start),
                 column("service_end", &InvoiceLine::service_end),
                 column("period_start", &InvoiceLine::period_start),
                 column("period_end", &InvoiceLine::period_end),
                 column("gross_minor", &InvoiceLine::gross_minor),
                 column("discount_minor", &InvoiceLine::discount_minor),
                 column("net_minor", &InvoiceLine::net_minor),
                 column("tax_category", &InvoiceLine::tax_category),
                 column("tax_rate_percent", &InvoiceLine::tax_rate_percent),
                 column("tax_minor", &InvoiceLine::tax_minor),
                 column("tax_inclusive", &InvoiceLine::tax_inclusive),
                 column("credited_net_minor", &InvoiceLine::credited_net_minor),
                 column("credited_tax_minor", &InvoiceLine::credited_tax_minor),
                 column("credited_seats", &InvoiceLine::credited_seats),
                 column("credits_invoice_id", &InvoiceLine::credits_invoice),
                 column("credits_line", &InvoiceLine::credits_line)};
};

}  // namespace perseat::store
