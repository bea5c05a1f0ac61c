// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An invoice with what it leads to, as lists and details show it.
#pragma once

#include <string>

#include "domain/actor.h"
#include "domain/invoice.h"
#include "domain/subscription.h"
#include "ports/database.h"
#include "queries/billing/shapes.h"

namespace perseat::queries {

struct InvoiceRow {
  Invoice invoice;
  std::string profile_name;
  UserId profile_owner;
  UserId purchaser;
  ManagementScope scope = ManagementScope::individual;
  CardSummary paid_with;
  bool has_open_charge = false;
};

// The select list and joins that fetch_invoice_row reads; the invoice is `i` and $1 its org_id.
[[nodiscard]] std::string invoice_row_columns();
[[nodiscard]] std::string invoice_row_joins();
[[nodiscard]] InvoiceRow fetch_invoice_row(const ports::Row& row);

[[nodiscard]] Standing standing_for(const Actor& actor, const InvoiceRow& row);

// The members of the schema Invoice, without the braces.
void write_invoice_members(json::Writer& writer, const Actor& actor, const InvoiceRow& row);

}  // namespace perseat::queries
