// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An invoice with what it leads to, as lists and details show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

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

// The tables `own_profile` and `own`, the ids of the invoices that a person may see, for a `with`
// clause: little, so that it is found first, by profile and by subscription. The arguments are
// parameters of the statement, such as "$2"; $1 is the organization.
[[nodiscard]] std::string own_invoices(std::string_view first_day, std::string_view last_day,
                                       std::string_view person);

// Requires that the caller may see it. Errors: notFound, also for what is not issued yet.
[[nodiscard]] Result<InvoiceRow> find_issued_invoice(ports::Connection& reader, const Actor& actor,
                                                     InvoiceId invoice);
[[nodiscard]] Result<std::vector<InvoiceLine>> read_invoice_lines(ports::Connection& reader,
                                                                  const Invoice& invoice);

[[nodiscard]] Standing standing_for(const Actor& actor, const InvoiceRow& row);

// The members of the schema Invoice, without the braces.
void write_invoice_members(json::Writer& writer, const Actor& actor, const InvoiceRow& row);

}  // namespace perseat::queries
