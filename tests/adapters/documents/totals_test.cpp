// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The rules of EN 16931 between the amounts of an electronic invoice, in both syntaxes, over many
// invoices and credit notes. The names are the standard's.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "adapters/documents/cii_xml.h"
#include "adapters/documents/examples.h"
#include "adapters/documents/ubl_xml.h"
#include "domain/tax.h"

namespace perseat::documents {
namespace {

using testing_support::Rows;

// The amounts of an electronic invoice, as its XML has them, in minor units.
struct Amounts {
  struct Tax {
    std::string category;
    std::string rate;
    std::int64_t basis = 0;  // BT-116
    std::int64_t tax = 0;    // BT-117
    std::string reason;      // BT-120
  };
  struct Line {
    std::string category;
    std::string rate;
    std::int64_t net = 0;            // BT-131
    std::int64_t quantity = 0;       // BT-129
    std::int64_t price = 0;          // BT-146
    std::int64_t base_quantity = 0;  // BT-149
  };
  std::vector<Line> lines;
  std::vector<Tax> taxes;
  std::size_t allowances_and_charges = 0;
  std::int64_t line_total = 0;       // BT-106
  std::int64_t allowance_total = 0;  // BT-107
  std::int64_t charge_total = 0;     // BT-108
  std::int64_t without_tax = 0;      // BT-109
  std::int64_t tax_total = 0;        // BT-110
  std::int64_t with_tax = 0;         // BT-112
  std::int64_t prepaid = 0;          // BT-113
  std::int64_t rounding = 0;         // BT-114
  std::int64_t due = 0;              // BT-115
  std::string due_date_or_terms;     // BT-9, BT-20
};

class Reader {
 public:
  explicit Reader(Currency currency) : currency_(currency) {}

  // Absent: zero.
  [[nodiscard]] std::int64_t amount(const pugi::xml_node& node, const char* path) const {
    const pugi::xml_node found = node.select_node(path).node();
    if (!found) return 0;
    const std::string text = found.text().get();
    const auto money = parse_decimal(text, currency_);
    EXPECT_TRUE(money.has_value()) << path << " " << text;
    return money ? money->minor : 0;
  }
  static std::int64_t count(const pugi::xml_node& node, const char* path) {
    return node.select_node(path).node().text().as_llong();
  }
  static std::string text(const pugi::xml_node& node, const char* path) {
    return node.select_node(path).node().text().get();
  }

 private:
  Currency currency_;
};

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  const auto result = document.load_buffer(xml.data(), xml.size(), pugi::parse_full);
  EXPECT_TRUE(result) << result.description();
  return document;
}

Amounts read_cii(const std::string& xml, Currency currency) {
  const pugi::xml_document document = parsed(xml);
  const Reader reader(currency);
  Amounts amounts;
  for (const auto& found : document.select_nodes("//ram:IncludedSupplyChainTradeLineItem")) {
    const pugi::xml_node line = found.node();
    amounts.lines.push_back(
        {Reader::text(line, ".//ram:ApplicableTradeTax/ram:CategoryCode"),
         Reader::text(line, ".//ram:ApplicableTradeTax/ram:RateApplicablePercent"),
         reader.amount(line, ".//ram:LineTotalAmount"),
         Reader::count(line, ".//ram:BilledQuantity"),
         reader.amount(line, ".//ram:NetPriceProductTradePrice/ram:ChargeAmount"),
         Reader::count(line, ".//ram:NetPriceProductTradePrice/ram:BasisQuantity")});
  }
  const pugi::xml_node settlement =
      document.select_node("//ram:ApplicableHeaderTradeSettlement").node();
  for (const auto& found : settlement.select_nodes("ram:ApplicableTradeTax")) {
    const pugi::xml_node tax = found.node();
    EXPECT_EQ(Reader::text(tax, "ram:TypeCode"), "VAT");
    amounts.taxes.push_back(
        {Reader::text(tax, "ram:CategoryCode"), Reader::text(tax, "ram:RateApplicablePercent"),
         reader.amount(tax, "ram:BasisAmount"), reader.amount(tax, "ram:CalculatedAmount"),
         Reader::text(tax, "ram:ExemptionReason")});
  }
  amounts.allowances_and_charges =
      settlement.select_nodes("ram:SpecifiedTradeAllowanceCharge").size();
  const pugi::xml_node sums =
      settlement.child("ram:SpecifiedTradeSettlementHeaderMonetarySummation");
  amounts.line_total = reader.amount(sums, "ram:LineTotalAmount");
  amounts.allowance_total = reader.amount(sums, "ram:AllowanceTotalAmount");
  amounts.charge_total = reader.amount(sums, "ram:ChargeTotalAmount");
  amounts.without_tax = reader.amount(sums, "ram:TaxBasisTotalAmount");
  amounts.tax_total = reader.amount(sums, "ram:TaxTotalAmount");
  amounts.with_tax = reader.amount(sums, "ram:GrandTotalAmount");
  amounts.prepaid = reader.amount(sums, "ram:TotalPrepaidAmount");
  amounts.rounding = reader.amount(sums, "ram:RoundingAmount");
  amounts.due = reader.amount(sums, "ram:DuePayableAmount");
  amounts.due_date_or_terms = Reader::text(settlement, "ram:SpecifiedTradePaymentTerms");
  if (amounts.due_date_or_terms.empty())
    amounts.due_date_or_terms =
        Reader::text(settlement, "ram:SpecifiedTradePaymentTerms/ram:Description");
  return amounts;
}

Amounts read_ubl(const std::string& xml, Currency currency) {
  const pugi::xml_document document = parsed(xml);
  const Reader reader(currency);
  const pugi::xml_node root = document.document_element();
  const bool is_note = std::string_view(root.name()) == "CreditNote";
  Amounts amounts;
  for (const auto& found : root.select_nodes(is_note ? "cac:CreditNoteLine" : "cac:InvoiceLine")) {
    const pugi::xml_node line = found.node();
    amounts.lines.push_back(
        {Reader::text(line, ".//cac:ClassifiedTaxCategory/cbc:ID"),
         Reader::text(line, ".//cac:ClassifiedTaxCategory/cbc:Percent"),
         reader.amount(line, "cbc:LineExtensionAmount"),
         Reader::count(line, is_note ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity"),
         reader.amount(line, "cac:Price/cbc:PriceAmount"),
         Reader::count(line, "cac:Price/cbc:BaseQuantity")});
  }
  for (const auto& found : root.select_nodes("cac:TaxTotal/cac:TaxSubtotal")) {
    const pugi::xml_node tax = found.node();
    amounts.taxes.push_back({Reader::text(tax, "cac:TaxCategory/cbc:ID"),
                             Reader::text(tax, "cac:TaxCategory/cbc:Percent"),
                             reader.amount(tax, "cbc:TaxableAmount"),
                             reader.amount(tax, "cbc:TaxAmount"),
                             Reader::text(tax, "cac:TaxCategory/cbc:TaxExemptionReason")});
  }
  amounts.allowances_and_charges = root.select_nodes("cac:AllowanceCharge").size();
  const pugi::xml_node sums = root.child("cac:LegalMonetaryTotal");
  amounts.line_total = reader.amount(sums, "cbc:LineExtensionAmount");
  amounts.allowance_total = reader.amount(sums, "cbc:AllowanceTotalAmount");
  amounts.charge_total = reader.amount(sums, "cbc:ChargeTotalAmount");
  amounts.without_tax = reader.amount(sums, "cbc:TaxExclusiveAmount");
  amounts.tax_total = reader.amount(root, "cac:TaxTotal/cbc:TaxAmount");
  amounts.with_tax = reader.amount(sums, "cbc:TaxInclusiveAmount");
  amounts.prepaid = reader.amount(sums, "cbc:PrepaidAmount");
  amounts.rounding = reader.amount(sums, "cbc:PayableRoundingAmount");
  amounts.due = reader.amount(sums, "cbc:PayableAmount");
  amounts.due_date_or_terms = Reader::text(root, "cac:PaymentTerms/cbc:Note");
  return amounts;
}

// The rule that is broken, with what is there; empty: none.
std::string broken_total(const Amounts& amounts) {
  const auto differ = [](std::string_view rule, std::int64_t is, std::int64_t should) {
    return is == should ? std::string()
                        : std::string(rule) + ": " + std::to_string(is) + " is not " +
                              std::to_string(should);
  };
  std::int64_t lines = 0;
  for (const Amounts::Line& line : amounts.lines) lines += line.net;
  std::int64_t taxes = 0;
  for (const Amounts::Tax& tax : amounts.taxes) taxes += tax.tax;
  // There are none for the whole invoice, so their sums (BR-CO-11, BR-CO-12) are zero.
  std::string broken =
      differ("none of BG-20, BG-21", static_cast<std::int64_t>(amounts.allowances_and_charges), 0);
  broken += differ("BR-CO-10", amounts.line_total, lines);
  broken += differ("BR-CO-11", amounts.allowance_total, 0);
  broken += differ("BR-CO-12", amounts.charge_total, 0);
  broken += differ("BR-CO-13", amounts.without_tax,
                   amounts.line_total - amounts.allowance_total + amounts.charge_total);
  broken += differ("BR-CO-14", amounts.tax_total, taxes);
  broken += differ("BR-CO-15", amounts.with_tax, amounts.without_tax + amounts.tax_total);
  broken += differ("BR-CO-16", amounts.due, amounts.with_tax - amounts.prepaid + amounts.rounding);
  return broken;
}

// Of each category and rate one breakdown (BR-S-08 and its fellows), over the lines that have it.
std::string broken_breakdown(const Amounts& amounts) {
  std::map<std::pair<std::string, std::string>, std::int64_t> nets;
  for (const Amounts::Line& line : amounts.lines) nets[{line.category, line.rate}] += line.net;
  if (nets.size() != amounts.taxes.size()) return "BR-CO-18";
  for (const Amounts::Tax& tax : amounts.taxes) {
    const auto found = nets.find({tax.category, tax.rate});
    if (found == nets.end() || found->second != tax.basis) return "BR-S-08 " + tax.category;
    const bool is_taxed = tax.category == "S";
    if (is_taxed != (tax.rate != "0")) return "BR-S-05, BR-Z-05, BR-AE-05 " + tax.category;
    if (!is_taxed && tax.tax != 0) return "BR-Z-09, BR-AE-09 " + tax.category;
    if ((tax.category == "AE") != !tax.reason.empty()) return "BR-S-10, BR-AE-10";
  }
  return {};
}

std::string broken_line(const Amounts& amounts) {
  for (const Amounts::Line& line : amounts.lines) {
    if (line.price < 0) return "BR-27";
    if (line.quantity * line.price != line.net * line.base_quantity)
      return "the price does not lead to the net";
  }
  return {};
}

std::string broken_rule(const Amounts& amounts) {
  std::string broken = broken_total(amounts) + broken_breakdown(amounts) + broken_line(amounts);
  if (amounts.due > 0 && amounts.due_date_or_terms.empty()) broken += "BR-CO-25";
  return broken;
}

InvoiceLine some_line(bool is_reverse_charge) {
  InvoiceLine line;
  line.quantity = *rc::gen::inRange<std::int64_t>(1, 500);
  line.unit_price = "9.99";
  line.description = *rc::gen::element("Chart Studio", "도면 <보드> & Co.", "Mail, renewal");
  line.service_start = line.period_start = Date{*rc::gen::inRange(15'000, 25'000)};
  line.service_end = line.service_start.plus_days(*rc::gen::inRange(0, 31));
  line.period_end = line.period_start.plus_days(31);
  line.gross_minor = *rc::gen::inRange<std::int64_t>(0, 10'000'000);
  line.discount_minor = *rc::gen::inRange<std::int64_t>(0, line.gross_minor + 1);
  line.tax_category = *rc::gen::element("standard", "reduced");
  line.tax_rate_percent = is_reverse_charge ? "0" : *rc::gen::element("19", "7", "8.875", "0");
  line.tax_inclusive = *rc::gen::inRange(0, 3) == 0;
  return line;
}

// Taxed as charges are.
void tax(Rows& rows) {
  std::vector<TaxableLine> taxable;
  for (const InvoiceLine& line : rows.lines)
    taxable.push_back({line.gross_minor - line.discount_minor, line.tax_category,
                       parse_percent(line.tax_rate_percent).value(), line.tax_inclusive});
  const TaxedLines taxed = tax_lines(taxable).value();
  for (std::size_t at = 0; at < rows.lines.size(); ++at) {
    rows.lines[at].net_minor = taxed.lines[at].net;
    rows.lines[at].tax_minor = taxed.lines[at].tax;
  }
  rows.invoice.net_minor = taxed.net;
  rows.invoice.tax_minor = taxed.tax;
  rows.invoice.total_minor = taxed.total;
}

Rows some_rows() {
  Rows rows = testing_support::empty_invoice(
      *rc::gen::element(Currency("EUR"), Currency("KRW"), Currency("KWD")));
  rows.invoice.reverse_charge = *rc::gen::inRange(0, 4) == 0;
  rows.invoice.po_number = *rc::gen::element("", "PO-7 <&>");
  const int lines = *rc::gen::inRange(1, 12);
  for (int at = 1; at <= lines; ++at) {
    InvoiceLine line = some_line(rows.invoice.reverse_charge);
    line.line = at;
    rows.lines.push_back(line);
  }
  tax(rows);
  return *rc::gen::inRange(0, 2) == 0 ? testing_support::credit_of(rows) : rows;
}

RC_GTEST_PROP(ElectronicInvoice, KeepsTheRulesOfTotalsAsFacturX, ()) {
  const Rows rows = some_rows();
  const InvoiceDocument document = testing_support::document_of(rows);
  const Amounts amounts = read_cii(cii_xml(document), document.currency);
  RC_ASSERT(amounts.lines.size() == rows.lines.size());
  RC_ASSERT(amounts.with_tax == std::abs(rows.invoice.total_minor));
  RC_ASSERT(broken_rule(amounts) == "");
}

RC_GTEST_PROP(ElectronicInvoice, KeepsTheRulesOfTotalsAsXRechnung, ()) {
  const Rows rows = some_rows();
  const InvoiceDocument document = testing_support::document_of(rows);
  const Amounts amounts = read_ubl(ubl_xml(document), document.currency);
  RC_ASSERT(amounts.lines.size() == rows.lines.size());
  RC_ASSERT(amounts.with_tax == std::abs(rows.invoice.total_minor));
  RC_ASSERT(broken_rule(amounts) == "");
}

// That each of the rules can fail.
TEST(ElectronicInvoice, IsToldWhichRuleOfTotalsItBreaks) {
  const InvoiceDocument document = testing_support::document_of(testing_support::invoice_of(3));
  const std::string xml = cii_xml(document);
  const Currency eur("EUR");
  struct Row {
    std::string_view element;
    std::string_view rule;
  };
  const Row rows[] = {{"<ram:LineTotalAmount>75", "BR-CO-10"},
                      {"<ram:TaxBasisTotalAmount>", "BR-CO-13"},
                      {"<ram:TaxTotalAmount currencyID=\"EUR\">", "BR-CO-14"},
                      {"<ram:GrandTotalAmount>", "BR-CO-15"},
                      {"<ram:DuePayableAmount>", "BR-CO-16"},
                      {"<ram:BasisAmount>", "BR-S-08"}};
  for (const Row& row : rows) {
    std::string changed = xml;
    const std::size_t at = changed.find(row.element);
    ASSERT_NE(at, std::string::npos) << row.element;
    changed.insert(at + row.element.size(), "9");
    EXPECT_NE(broken_rule(read_cii(changed, eur)).find(row.rule), std::string::npos) << row.rule;
  }
  EXPECT_EQ(broken_rule(read_cii(xml, eur)), "");
}

}  // namespace
}  // namespace perseat::documents
