// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/document.h"

#include <gtest/gtest.h>

#include "domain/examples.h"

namespace perseat {
namespace {

using testing_support::day;
using testing_support::eur;

Seller seller_named(const char* name) {
  Seller seller;
  seller.name = name;
  return seller;
}

class Documents : public testing::Test {
 protected:
  Documents() {
    invoice.number = "A-0001";
    invoice.status = InvoiceStatus::paid;
    invoice.issued_on = invoice.due_on = day("2026-01-15");
    invoice.currency = eur;
  }
  InvoiceLine& add(std::int64_t net, std::int64_t tax, const char* rate) {
    InvoiceLine line;
    line.line = static_cast<std::int64_t>(lines.size()) + 1;
    line.description = "Chart Studio";
    line.quantity = 1;
    line.unit_price = "1.00";
    line.service_start = line.period_start = day("2026-01-01");
    line.service_end = line.period_end = day("2026-02-01");
    line.gross_minor = line.net_minor = net;
    line.tax_minor = tax;
    line.tax_rate_percent = rate;
    invoice.net_minor += net;
    invoice.tax_minor += tax;
    invoice.total_minor += net + tax;
    return lines.emplace_back(line);
  }
  [[nodiscard]] Result<InvoiceDocument> made() const {
    return make_document(invoice, lines, {seller, std::nullopt});
  }

  Seller seller = seller_named("Example");
  Invoice invoice;
  std::vector<InvoiceLine> lines;
};

TEST_F(Documents, SumTaxesByCategoryAndRate) {
  add(10'000, 1'900, "19");
  add(5'000, 350, "7");
  add(1, 0, "19");
  const auto document = made();
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->taxes.size(), 2U);
  EXPECT_EQ(document->taxes[0].net_minor, 10'001);
  EXPECT_EQ(document->taxes[0].tax_minor, 1'900);
  EXPECT_EQ(document->taxes[1].rate, (Rate{70'000}));
  EXPECT_FALSE(document->is_reverse_charge());
}

TEST_F(Documents, SayWhyATaxIsZero) {
  add(100, 0, "0");
  EXPECT_EQ(made()->taxes.front().code, TaxCode::zero_rated);
  invoice.reverse_charge = true;
  EXPECT_EQ(made()->taxes.front().code, TaxCode::reverse_charge);
  EXPECT_TRUE(made()->is_reverse_charge());
}

TEST_F(Documents, OfACreditNoteHavePositiveAmounts) {
  invoice.kind = InvoiceKind::credit_note;
  add(-100, -19, "19").discount_minor = -5;
  const auto document = made();
  EXPECT_EQ(document->net_minor, 100);
  EXPECT_EQ(document->total_minor, 119);
  EXPECT_EQ(document->lines.front().net_minor, 100);
  EXPECT_EQ(document->lines.front().discount_minor, 5);
  EXPECT_EQ(document->taxes.front().tax_minor, 19);
}

// What is paid or given back after the issue does not show.
TEST_F(Documents, SayWhatWasIssuedForEver) {
  add(10'000, 1'900, "19");
  const auto before = made();
  invoice.status = InvoiceStatus::overdue;
  invoice.due_minor = 7;
  ++invoice.version;
  lines[0].credited_net_minor = 10'000;
  lines[0].credited_seats = 1;
  const auto after = made();
  EXPECT_EQ(after->total_minor, before->total_minor);
  EXPECT_EQ(after->lines[0].quantity, before->lines[0].quantity);
  EXPECT_EQ(after->lines[0].net_minor, before->lines[0].net_minor);
}

TEST_F(Documents, NameTheProductWithoutTheEnglishType) {
  add(1, 0, "19").description = "Board, Large, renewal";
  add(1, 0, "19").description = "Board, Large";
  add(1, 0, "19").description = ", credit";
  const auto document = made();
  EXPECT_EQ(document->lines[0].product, "Board, Large");
  EXPECT_EQ(document->lines[1].product, "Board, Large");
  EXPECT_EQ(document->lines[2].product, ", credit");
}

TEST_F(Documents, AreRefusedWhenTooLong) {
  for (std::size_t at = 0; at <= document_lines_max; ++at) add(1, 0, "19");
  ASSERT_FALSE(made().has_value());
  EXPECT_EQ(made().error().reason, "documentTooLong");
  lines.pop_back();
  EXPECT_TRUE(made().has_value());
}

TEST_F(Documents, HaveTheSpanOfTheirLines) {
  add(1, 0, "19").service_start = day("2025-12-20");
  add(1, 0, "19").service_end = day("2026-03-01");
  EXPECT_EQ(made()->service_start(), day("2025-12-20"));
  EXPECT_EQ(made()->service_end(), day("2026-03-01"));
}

TEST(DocumentLanguage, IsThatOfTheCountrySoldTo) {
  InvoiceDocument document;
  document.bill_to.country = "KR";
  EXPECT_EQ(document_language(document), "en");
  document.sold_to.country = "KR";
  EXPECT_EQ(document_language(document), "ko");
  document.sold_to.country = "CN";
  EXPECT_EQ(document_language(document), "zh-CN");
  document.sold_to.country = "AT";
  EXPECT_EQ(document_language(document), "de");
}

TEST(VatNumber, BeginsWithACountry) {
  EXPECT_TRUE(is_vat_number("DE123456789"));
  EXPECT_TRUE(is_vat_number("ATU12345678"));
  EXPECT_FALSE(is_vat_number("123-45-67890"));
  EXPECT_FALSE(is_vat_number("27/123/45678"));
  EXPECT_FALSE(is_vat_number("de123456789"));
  EXPECT_FALSE(is_vat_number("DE"));
  EXPECT_FALSE(is_vat_number(""));
}

TEST(Sellers, AreThoseOfTheDay) {
  EXPECT_EQ(Sellers().on(day("2026-01-01")), nullptr);
  const Sellers sellers({{std::nullopt, seller_named("Old")},
                         {day("2026-03-01"), seller_named("Moved")},
                         {day("2026-06-01"), seller_named("Renamed")}});
  EXPECT_EQ(sellers.on(day("1999-01-01"))->name, "Old");
  EXPECT_EQ(sellers.on(day("2026-02-28"))->name, "Old");
  EXPECT_EQ(sellers.on(day("2026-03-01"))->name, "Moved");
  EXPECT_EQ(sellers.on(day("2030-01-01"))->name, "Renamed");
}

}  // namespace
}  // namespace perseat
