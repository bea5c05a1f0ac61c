// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/cii_xml.h"

#include <fmt/format.h>

#include "adapters/documents/wording.h"
#include "adapters/documents/xml_facts.h"
#include "base/xml.h"

namespace perseat::documents {
namespace {

std::string compact_date(Date date) {
  const YearMonthDay day = year_month_day(date);
  return fmt::format("{:04}{:02}{:02}", day.year, day.month, day.day);
}

void write_date(xml::Writer& writer, std::string_view name, Date date) {
  writer.begin(name);
  writer.element("udt:DateTimeString", compact_date(date), {{"format", "102"}});
  writer.end();
}

void write_period(xml::Writer& writer, Date start, Date end) {
  writer.begin("ram:BillingSpecifiedPeriod");
  write_date(writer, "ram:StartDateTime", start);
  write_date(writer, "ram:EndDateTime", last_day(start, end));
  writer.end();
}

void write_address(xml::Writer& writer, const Address& address) {
  writer.begin("ram:PostalTradeAddress");
  writer.optional_element("ram:PostcodeCode", address.postal_code);
  writer.optional_element("ram:LineOne", address.line1);
  writer.optional_element("ram:LineTwo", address.line2);
  writer.optional_element("ram:CityName", address.city);
  writer.optional_element("ram:CountryID", address.country);
  writer.optional_element("ram:CountrySubDivisionName", address.region);
  writer.end();
}

// An electronic address (BT-34, BT-49); EM is a mail address.
void write_electronic_address(xml::Writer& writer, std::string_view email) {
  if (email.empty()) return;
  writer.begin("ram:URIUniversalCommunication");
  writer.element("ram:URIID", email, {{"schemeID", "EM"}}).end();
}

void write_tax_id(xml::Writer& writer, std::string_view id, std::string_view scheme) {
  writer.begin("ram:SpecifiedTaxRegistration");
  writer.element("ram:ID", id, {{"schemeID", scheme}}).end();
}

void write_registration(xml::Writer& writer, std::string_view number) {
  if (number.empty()) return;
  writer.begin("ram:SpecifiedLegalOrganization").element("ram:ID", number).end();
}

void write_contact(xml::Writer& writer, const Seller& seller) {
  if (seller.contact_name.empty()) return;
  writer.begin("ram:DefinedTradeContact").element("ram:PersonName", seller.contact_name);
  if (!seller.phone.empty())
    writer.begin("ram:TelephoneUniversalCommunication")
        .element("ram:CompleteNumber", seller.phone)
        .end();
  if (!seller.email.empty())
    writer.begin("ram:EmailURIUniversalCommunication").element("ram:URIID", seller.email).end();
  writer.end();
}

void write_seller(xml::Writer& writer, const Seller& seller) {
  writer.begin("ram:SellerTradeParty").element("ram:Name", seller.name);
  write_registration(writer, seller.registration_number);
  write_contact(writer, seller);
  write_address(writer, seller.address);
  write_electronic_address(writer, seller.email);
  // A number without a country is that of the local tax office (BT-32), which only sellers have.
  if (!seller.tax_id.empty())
    write_tax_id(writer, seller.tax_id, is_vat_number(seller.tax_id) ? "VA" : "FC");
  writer.end();
}

void write_buyer(xml::Writer& writer, const InvoiceDocument& document) {
  const std::string& tax_id = document.buyer_tax_id;
  const bool has_vat_number = is_vat_number(tax_id);
  writer.begin("ram:BuyerTradeParty").element("ram:Name", document.buyer_name);
  // What is no VAT number has no place of its own: it is how the buyer is registered.
  const bool is_registered = !document.buyer_registration_number.empty();
  write_registration(writer, is_registered    ? document.buyer_registration_number
                             : has_vat_number ? std::string()
                                              : tax_id);
  write_address(writer, document.sold_to);
  write_electronic_address(writer, document.buyer_email);
  if (has_vat_number) write_tax_id(writer, tax_id, "VA");
  writer.end();
}

void write_line_tax(xml::Writer& writer, const DocumentLine& line) {
  writer.begin("ram:ApplicableTradeTax").element("ram:TypeCode", "VAT");
  writer.element("ram:CategoryCode", enum_text(line.tax_code));
  writer.element("ram:RateApplicablePercent", format_percent(line.tax_rate)).end();
}

void write_line_price(xml::Writer& writer, const InvoiceDocument& document,
                      const LinePrice& price) {
  const std::string base = std::to_string(price.base_quantity);
  const auto charge = [&](std::int64_t minor) {
    writer.element("ram:ChargeAmount", amount_text(document, minor));
    writer.element("ram:BasisQuantity", base, {{"unitCode", unit_code}});
  };
  if (price.discount_minor > 0) {
    writer.begin("ram:GrossPriceProductTradePrice");
    charge(price.net_minor + price.discount_minor);
    writer.begin("ram:AppliedTradeAllowanceCharge").begin("ram:ChargeIndicator");
    writer.element("udt:Indicator", "false").end();
    writer.element("ram:ActualAmount", amount_text(document, price.discount_minor)).end().end();
  }
  writer.begin("ram:NetPriceProductTradePrice");
  charge(price.net_minor);
  writer.end();
}

void write_line(xml::Writer& writer, const InvoiceDocument& document, const DocumentLine& line) {
  const LinePrice price = line_price(line);
  writer.begin("ram:IncludedSupplyChainTradeLineItem");
  writer.begin("ram:AssociatedDocumentLineDocument");
  writer.element("ram:LineID", std::to_string(line.number)).end();
  writer.begin("ram:SpecifiedTradeProduct").element("ram:Name", line.product);
  writer.element("ram:Description", line_details(document, line)).end();
  writer.begin("ram:SpecifiedLineTradeAgreement");
  write_line_price(writer, document, price);
  writer.end().begin("ram:SpecifiedLineTradeDelivery");
  writer.element("ram:BilledQuantity", std::to_string(price.quantity), {{"unitCode", unit_code}});
  writer.end().begin("ram:SpecifiedLineTradeSettlement");
  write_line_tax(writer, line);
  write_period(writer, line.service_start, line.service_end);
  writer.begin("ram:SpecifiedTradeSettlementLineMonetarySummation");
  writer.element("ram:LineTotalAmount", amount_text(document, line.net_minor));
  writer.end().end().end();
}

void write_taxes(xml::Writer& writer, const InvoiceDocument& document) {
  for (const DocumentTax& tax : document.taxes) {
    const bool is_reversed = tax.code == TaxCode::reverse_charge;
    writer.begin("ram:ApplicableTradeTax");
    writer.element("ram:CalculatedAmount", amount_text(document, tax.tax_minor));
    writer.element("ram:TypeCode", "VAT");
    if (is_reversed) writer.element("ram:ExemptionReason", reverse_charge_text);
    writer.element("ram:BasisAmount", amount_text(document, tax.net_minor));
    writer.element("ram:CategoryCode", enum_text(tax.code));
    if (is_reversed) writer.element("ram:ExemptionReasonCode", reverse_charge_code);
    writer.element("ram:RateApplicablePercent", format_percent(tax.rate)).end();
  }
}

// All is owed on the day that the document is made out: what is paid later, or was paid a moment
// before, does not change it.
void write_totals(xml::Writer& writer, const InvoiceDocument& document) {
  writer.begin("ram:SpecifiedTradeSettlementHeaderMonetarySummation");
  writer.element("ram:LineTotalAmount", amount_text(document, document.net_minor));
  writer.element("ram:TaxBasisTotalAmount", amount_text(document, document.net_minor));
  writer.element("ram:TaxTotalAmount", amount_text(document, document.tax_minor),
                 {{"currencyID", document.currency.text()}});
  writer.element("ram:GrandTotalAmount", amount_text(document, document.total_minor));
  writer.element("ram:DuePayableAmount", amount_text(document, document.total_minor)).end();
}

void write_corrected(xml::Writer& writer, const CorrectedInvoice& corrected) {
  writer.begin("ram:InvoiceReferencedDocument");
  writer.element("ram:IssuerAssignedID", corrected.number);
  writer.begin("ram:FormattedIssueDateTime");
  writer.element("qdt:DateTimeString", compact_date(corrected.issued_on), {{"format", "102"}});
  writer.end().end();
}

void write_agreement(xml::Writer& writer, const InvoiceDocument& document) {
  writer.begin("ram:ApplicableHeaderTradeAgreement");
  write_seller(writer, document.seller);
  write_buyer(writer, document);
  if (!document.po_number.empty())
    writer.begin("ram:BuyerOrderReferencedDocument")
        .element("ram:IssuerAssignedID", document.po_number)
        .end();
  writer.end();
}

void write_settlement(xml::Writer& writer, const InvoiceDocument& document) {
  writer.begin("ram:ApplicableHeaderTradeSettlement");
  writer.element("ram:PaymentReference", document.number);
  writer.element("ram:InvoiceCurrencyCode", document.currency.text());
  writer.begin("ram:SpecifiedTradeSettlementPaymentMeans");
  writer.element("ram:TypeCode", payment_means_code).end();
  write_taxes(writer, document);
  write_period(writer, document.service_start(), document.service_end());
  writer.begin("ram:SpecifiedTradePaymentTerms");
  writer.element("ram:Description", payment_terms(document));
  write_date(writer, "ram:DueDateDateTime", document.due_on);
  writer.end();
  write_totals(writer, document);
  if (document.corrects) write_corrected(writer, *document.corrects);
  writer.end();
}

}  // namespace

std::string cii_xml(const InvoiceDocument& document) {
  std::string out;
  out.reserve(4'096 + document.lines.size() * 1'536);
  xml::Writer writer(out);
  writer.begin(
      "rsm:CrossIndustryInvoice",
      {{"xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"},
       {"xmlns:ram",
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"},
       {"xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"},
       {"xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"}});
  writer.begin("rsm:ExchangedDocumentContext")
      .begin("ram:GuidelineSpecifiedDocumentContextParameter");
  writer.element("ram:ID", "urn:cen.eu:en16931:2017").end().end();
  writer.begin("rsm:ExchangedDocument").element("ram:ID", document.number);
  writer.element("ram:TypeCode", type_code(document));
  write_date(writer, "ram:IssueDateTime", document.issued_on);
  writer.end().begin("rsm:SupplyChainTradeTransaction");
  for (const DocumentLine& line : document.lines) write_line(writer, document, line);
  write_agreement(writer, document);
  writer.begin("ram:ApplicableHeaderTradeDelivery").end();
  write_settlement(writer, document);
  writer.end().end();
  out += '\n';
  return out;
}

}  // namespace perseat::documents
