// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/examples.h"

namespace perseat::documents::testing_support {
namespace {

Date day(const char* text) { return parse_date(text).value(); }

}  // namespace

Seller seller() {
  Seller seller;
  seller.name = "Example Software GmbH";
  seller.address = {"Musterstraße 1", "", "Berlin", "", "10115", "DE"};
  seller.tax_id = "DE123456789";
  seller.registration_number = "HRB 12345";
  seller.contact_name = "Invoices";
  seller.phone = "+49 30 123456";
  seller.email = "invoices@example.com";
  return seller;
}

Rows empty_invoice(Currency currency) {
  Rows rows;
  rows.invoice.number = "A7K2M9-0001";
  rows.invoice.status = InvoiceStatus::paid;
  rows.invoice.issued_on = day("2026-01-15");
  rows.invoice.due_on = day("2026-01-29");
  rows.invoice.currency = currency;
  rows.invoice.bill_to_name = "Lindenhof & Söhne <KG>";
  rows.invoice.bill_to = {"Hauptstr. 1", "Hinterhaus", "München", "", "80331", "DE"};
  rows.invoice.sold_to = {"Lindenallee 5", "", "München", "BY", "80331", "DE"};
  rows.invoice.tax_id = "DE987654321";
  rows.invoice.contact_email = "books@lindenhof.example";
  return rows;
}

void add_line(Rows& rows, std::int64_t quantity, const std::string& product) {
  InvoiceLine line;
  line.line = static_cast<std::int64_t>(rows.lines.size()) + 1;
  line.description = product;
  line.quantity = quantity;
  line.unit_price = "12.50";
  line.service_start = line.period_start = day("2026-01-01");
  line.service_end = line.period_end = day("2026-02-01");
  line.gross_minor = line.net_minor = quantity * 1'250;
  line.tax_category = "standard";
  line.tax_rate_percent = "19";
  line.tax_minor = (line.net_minor * 19 + 50) / 100;
  rows.invoice.net_minor += line.net_minor;
  rows.invoice.tax_minor += line.tax_minor;
  rows.invoice.total_minor += line.net_minor + line.tax_minor;
  rows.lines.push_back(line);
}

Rows invoice_of(std::size_t lines) {
  Rows rows = empty_invoice(Currency("EUR"));
  for (std::size_t at = 0; at < lines; ++at)
    add_line(rows, static_cast<std::int64_t>(at % 40) + 1,
             "Chart Studio " + std::to_string(at + 1) + ", added licenses");
  return rows;
}

Rows credit_of(const Rows& invoice) {
  Rows note = invoice;
  note.invoice.kind = InvoiceKind::credit_note;
  note.invoice.number = "A7K2M9-0002";
  note.invoice.issued_on = note.invoice.due_on = day("2026-01-20");
  note.invoice.net_minor = -invoice.invoice.net_minor;
  note.invoice.tax_minor = -invoice.invoice.tax_minor;
  note.invoice.total_minor = -invoice.invoice.total_minor;
  for (InvoiceLine& line : note.lines) {
    line.type = TransactionType::cancel;
    for (std::int64_t* amount :
         {&line.gross_minor, &line.discount_minor, &line.net_minor, &line.tax_minor})
      *amount = -*amount;
  }
  return note;
}

InvoiceDocument document_of(const Rows& rows) {
  const Seller sender = seller();
  std::optional<CorrectedInvoice> corrects;
  if (rows.invoice.kind == InvoiceKind::credit_note)
    corrects = CorrectedInvoice{"A7K2M9-0001", day("2026-01-15")};
  return make_document(rows.invoice, rows.lines, {sender, corrects}).value();
}

}  // namespace perseat::documents::testing_support
