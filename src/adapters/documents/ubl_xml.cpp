// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/ubl_xml.h"

#include "adapters/documents/xml_facts.h"
#include "base/xml.h"

namespace perseat::documents {
namespace {

constexpr std::string_view xrechnung =
    "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
constexpr std::string_view billing_process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

// XRechnung wants a reference of the buyer (BT-10) even where the buyer gave none.
constexpr std::string_view no_reference = "-";

struct Party {
  std::string_view name;
  const Address& address;
  std::string_view tax_id;
  std::string_view registration_number;
  std::string_view email;
};

class UblWriter {
 public:
  UblWriter(std::string& out, const InvoiceDocument& document)
      : writer_(out), document_(document) {}

  void write();

 private:
  void amount(std::string_view name, std::int64_t minor) {
    writer_.element(name, amount_text(document_, minor),
                    {{"currencyID", document_.currency.text()}});
  }
  void tax_scheme(std::string_view id) {
    writer_.begin("cac:TaxScheme").element("cbc:ID", id).end();
  }
  void write_head();
  void write_references();
  void write_party(const Party& party, bool is_seller);
  void write_address(const Address& address);
  void write_contact();
  void write_payment();
  void write_taxes();
  void write_totals();
  void write_line(const DocumentLine& line);
  void write_price(const LinePrice& price);
  void write_period(Date start, Date end);

  xml::Writer writer_;
  const InvoiceDocument& document_;
};

void UblWriter::write_period(Date start, Date end) {
  writer_.begin("cac:InvoicePeriod").element("cbc:StartDate", format_date(start));
  writer_.element("cbc:EndDate", format_date(last_day(start, end))).end();
}

void UblWriter::write_head() {
  const bool is_note = document_.is_credit_note();
  writer_.element("cbc:CustomizationID", xrechnung).element("cbc:ProfileID", billing_process);
  writer_.element("cbc:ID", document_.number);
  writer_.element("cbc:IssueDate", format_date(document_.issued_on));
  if (!is_note) writer_.element("cbc:DueDate", format_date(document_.due_on));
  writer_.element(is_note ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", type_code(document_));
  writer_.element("cbc:DocumentCurrencyCode", document_.currency.text());
  const bool has_po = !document_.po_number.empty();
  writer_.element("cbc:BuyerReference", has_po ? document_.po_number : no_reference);
}

void UblWriter::write_references() {
  write_period(document_.service_start(), document_.service_end());
  if (!document_.po_number.empty())
    writer_.begin("cac:OrderReference").element("cbc:ID", document_.po_number).end();
  if (!document_.corrects) return;
  writer_.begin("cac:BillingReference").begin("cac:InvoiceDocumentReference");
  writer_.element("cbc:ID", document_.corrects->number);
  writer_.element("cbc:IssueDate", format_date(document_.corrects->issued_on)).end().end();
}

void UblWriter::write_address(const Address& address) {
  writer_.begin("cac:PostalAddress").optional_element("cbc:StreetName", address.line1);
  writer_.optional_element("cbc:AdditionalStreetName", address.line2);
  writer_.optional_element("cbc:CityName", address.city);
  writer_.optional_element("cbc:PostalZone", address.postal_code);
  writer_.optional_element("cbc:CountrySubentity", address.region);
  writer_.begin("cac:Country").element("cbc:IdentificationCode", address.country).end().end();
}

void UblWriter::write_contact() {
  const Seller& seller = document_.seller;
  writer_.begin("cac:Contact").optional_element("cbc:Name", seller.contact_name);
  writer_.optional_element("cbc:Telephone", seller.phone);
  writer_.optional_element("cbc:ElectronicMail", seller.email).end();
}

void UblWriter::write_party(const Party& party, bool is_seller) {
  writer_.begin(is_seller ? "cac:AccountingSupplierParty" : "cac:AccountingCustomerParty");
  writer_.begin("cac:Party");
  writer_.optional_element("cbc:EndpointID", party.email, {{"schemeID", "EM"}});
  write_address(party.address);
  const bool has_vat_number = is_vat_number(party.tax_id);
  // A number of the local tax office is for sellers only.
  if (!party.tax_id.empty() && (has_vat_number || is_seller)) {
    writer_.begin("cac:PartyTaxScheme").element("cbc:CompanyID", party.tax_id);
    tax_scheme(has_vat_number ? "VAT" : "FC");
    writer_.end();
  }
  writer_.begin("cac:PartyLegalEntity").element("cbc:RegistrationName", party.name);
  const bool is_registered_by_tax_id =
      !is_seller && party.registration_number.empty() && !has_vat_number;
  writer_.optional_element("cbc:CompanyID",
                           is_registered_by_tax_id ? party.tax_id : party.registration_number);
  writer_.end();
  if (is_seller) write_contact();
  writer_.end().end();
}

void UblWriter::write_payment() {
  writer_.begin("cac:PaymentMeans").element("cbc:PaymentMeansCode", payment_means_code);
  if (document_.is_credit_note())
    writer_.element("cbc:PaymentDueDate", format_date(document_.due_on));
  writer_.element("cbc:PaymentID", document_.number).end();
  writer_.begin("cac:PaymentTerms").element("cbc:Note", payment_terms(document_)).end();
}

void UblWriter::write_taxes() {
  writer_.begin("cac:TaxTotal");
  amount("cbc:TaxAmount", document_.tax_minor);
  for (const DocumentTax& tax : document_.taxes) {
    writer_.begin("cac:TaxSubtotal");
    amount("cbc:TaxableAmount", tax.net_minor);
    amount("cbc:TaxAmount", tax.tax_minor);
    writer_.begin("cac:TaxCategory").element("cbc:ID", enum_text(tax.code));
    writer_.element("cbc:Percent", format_percent(tax.rate));
    if (tax.code == TaxCode::reverse_charge)
      writer_.element("cbc:TaxExemptionReasonCode", reverse_charge_code)
          .element("cbc:TaxExemptionReason", reverse_charge_text);
    tax_scheme("VAT");
    writer_.end().end();
  }
  writer_.end();
}

// All is owed on the day that the document is made out.
void UblWriter::write_totals() {
  writer_.begin("cac:LegalMonetaryTotal");
  amount("cbc:LineExtensionAmount", document_.net_minor);
  amount("cbc:TaxExclusiveAmount", document_.net_minor);
  amount("cbc:TaxInclusiveAmount", document_.total_minor);
  amount("cbc:PayableAmount", document_.total_minor);
  writer_.end();
}

void UblWriter::write_price(const LinePrice& price) {
  writer_.begin("cac:Price");
  amount("cbc:PriceAmount", price.net_minor);
  writer_.element("cbc:BaseQuantity", std::to_string(price.base_quantity),
                  {{"unitCode", unit_code}});
  if (price.discount_minor > 0) {
    writer_.begin("cac:AllowanceCharge").element("cbc:ChargeIndicator", "false");
    amount("cbc:Amount", price.discount_minor);
    amount("cbc:BaseAmount", price.net_minor + price.discount_minor);
    writer_.end();
  }
  writer_.end();
}

void UblWriter::write_line(const DocumentLine& line) {
  const bool is_note = document_.is_credit_note();
  const LinePrice price = line_price(line);
  writer_.begin(is_note ? "cac:CreditNoteLine" : "cac:InvoiceLine");
  writer_.element("cbc:ID", std::to_string(line.number));
  writer_.element(is_note ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity",
                  std::to_string(price.quantity), {{"unitCode", unit_code}});
  amount("cbc:LineExtensionAmount", line.net_minor);
  write_period(line.service_start, line.service_end);
  writer_.begin("cac:Item").element("cbc:Description", line_details(document_, line));
  writer_.element("cbc:Name", line.product).begin("cac:ClassifiedTaxCategory");
  writer_.element("cbc:ID", enum_text(line.tax_code));
  writer_.element("cbc:Percent", format_percent(line.tax_rate));
  tax_scheme("VAT");
  writer_.end().end();
  write_price(price);
  writer_.end();
}

void UblWriter::write() {
  const bool is_note = document_.is_credit_note();
  const Seller& seller = document_.seller;
  writer_.begin(
      is_note ? "CreditNote" : "Invoice",
      {{"xmlns", is_note ? "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
                         : "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"},
       {"xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"},
       {"xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}});
  write_head();
  write_references();
  write_party(
      {seller.name, seller.address, seller.tax_id, seller.registration_number, seller.email}, true);
  write_party({document_.buyer_name, document_.sold_to, document_.buyer_tax_id,
               document_.buyer_registration_number, document_.buyer_email},
              false);
  write_payment();
  write_taxes();
  write_totals();
  for (const DocumentLine& line : document_.lines) write_line(line);
  writer_.end();
}

}  // namespace

std::string ubl_xml(const InvoiceDocument& document) {
  std::string out;
  out.reserve(4'096 + document.lines.size() * 1'536);
  UblWriter(out, document).write();
  out += '\n';
  return out;
}

}  // namespace perseat::documents
