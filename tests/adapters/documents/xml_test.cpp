// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Electronic invoices are held to files, so that none that was sent ever changes: whoever changes
// these files changes documents of the past.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "adapters/documents/cii_xml.h"
#include "adapters/documents/examples.h"
#include "adapters/documents/ubl_xml.h"

namespace perseat::documents {
namespace {

using testing_support::credit_of;
using testing_support::document_of;
using testing_support::empty_invoice;
using testing_support::invoice_of;
using testing_support::Rows;

std::string expected(const std::string& name) {
  const char* source = std::getenv("PERSEAT_SOURCE");
  std::ifstream file(
      std::string(source == nullptr ? "." : source) + "/tests/adapters/documents/expected/" + name,
      std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One line of each kind: a part of a period, a discount, a price with tax, other scripts.
Rows varied() {
  Rows rows = empty_invoice(Currency("EUR"));
  rows.invoice.po_number = "PO-7";
  testing_support::add_line(rows, 4);
  testing_support::add_line(rows, 2, "도면 <보드> & Co., added licenses");
  InvoiceLine& part = rows.lines[1];
  part.service_start = part.service_start.plus_days(10);
  part.type = TransactionType::add_quantity;
  part.gross_minor += 300;
  part.discount_minor = 300;
  testing_support::add_line(rows, 1);
  rows.lines[2].tax_inclusive = true;
  rows.lines[2].gross_minor = rows.lines[2].net_minor + rows.lines[2].tax_minor;
  return rows;
}

Rows reversed() {
  Rows rows = invoice_of(1);
  rows.invoice.reverse_charge = true;
  rows.invoice.sold_to = {"Rue 1", "", "Paris", "", "75001", "FR"};
  rows.invoice.tax_id = "FR12345678901";
  rows.lines[0].tax_rate_percent = "0";
  rows.lines[0].tax_minor = rows.invoice.tax_minor = 0;
  rows.invoice.total_minor = rows.invoice.net_minor;
  return rows;
}

TEST(ElectronicInvoice, IsForEverAsItWas) {
  struct Row {
    const char* name;
    Rows rows;
  };
  const Row rows[] = {
      {"invoice", varied()}, {"credit_note", credit_of(varied())}, {"reverse_charge", reversed()}};
  for (const Row& row : rows) {
    const InvoiceDocument document = document_of(row.rows);
    const std::string name = row.name;
    EXPECT_EQ(cii_xml(document), expected(name + ".cii.xml")) << name;
    EXPECT_EQ(ubl_xml(document), expected(name + ".ubl.xml")) << name;
  }
}

TEST(ElectronicInvoice, TellsTheBuyersNumberAsWhatItIs) {
  Rows rows = invoice_of(1);
  rows.invoice.tax_id = "123-45-67890";
  const std::string registered = "<ram:SpecifiedLegalOrganization><ram:ID>123-45-67890<";
  EXPECT_NE(cii_xml(document_of(rows)).find(registered), std::string::npos);
  EXPECT_NE(ubl_xml(document_of(rows))
                .find("<cbc:CompanyID>123-45-67890</cbc:CompanyID></cac:"
                      "PartyLegalEntity>"),
            std::string::npos);
  rows.invoice.registration_number = "HRA 7";
  EXPECT_EQ(cii_xml(document_of(rows)).find("123-45-67890"), std::string::npos);
}

TEST(ElectronicInvoice, OfXRechnungHasAReferenceEvenWhereTheBuyerGaveNone) {
  EXPECT_NE(ubl_xml(document_of(invoice_of(1))).find("<cbc:BuyerReference>-<"), std::string::npos);
}

TEST(ElectronicInvoice, HasADayOfServiceEvenWhereNoneWasPaid) {
  Rows rows = invoice_of(1);
  rows.lines[0].service_end = rows.lines[0].service_start;
  const std::string xml = ubl_xml(document_of(rows));
  EXPECT_NE(xml.find("<cbc:EndDate>2026-01-01<"), std::string::npos);
}

}  // namespace
}  // namespace perseat::documents
