// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invoices as rows, and what their documents say, for tests of documents.
#pragma once

#include <string>
#include <vector>

#include "domain/document.h"

namespace perseat::documents::testing_support {

struct Rows {
  Invoice invoice;
  std::vector<InvoiceLine> lines;
};

[[nodiscard]] Seller seller();
// An invoice over nothing yet, sold to Germany.
[[nodiscard]] Rows empty_invoice(Currency currency);
// 12.50 for each of the licenses, 19 % tax, for January 2026.
void add_line(Rows& rows, std::int64_t quantity, const std::string& product = "Chart Studio");
// Such an invoice with so many lines.
[[nodiscard]] Rows invoice_of(std::size_t lines);
// A credit note over all of an invoice.
[[nodiscard]] Rows credit_of(const Rows& invoice);
[[nodiscard]] InvoiceDocument document_of(const Rows& rows);

}  // namespace perseat::documents::testing_support
