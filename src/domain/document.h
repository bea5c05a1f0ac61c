// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the document of an invoice or credit note says, whether printed or as XML. It is made of
// nothing but what was recorded when it was issued and of the seller of that day, so it says the
// same for ever: not of what is still owed, nor of what was given back later.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_text.h"
#include "base/result.h"
#include "domain/invoice.h"
#include "domain/rate.h"
#include "domain/seller.h"

namespace perseat {

// Which XML: that inside a Factur-X or ZUGFeRD invoice, or the one that German authorities take.
enum class XmlFormat { facturx, xrechnung };
template <>
struct EnumText<XmlFormat> {
  static constexpr std::array<EnumEntry<XmlFormat>, 2> table{
      {{XmlFormat::facturx, "facturx"}, {XmlFormat::xrechnung, "xrechnung"}}};
};

// Why a line has the tax that it has, by the codes of UNCL 5305.
enum class TaxCode { standard, zero_rated, reverse_charge };
template <>
struct EnumText<TaxCode> {
  static constexpr std::array<EnumEntry<TaxCode>, 3> table{
      {{TaxCode::standard, "S"}, {TaxCode::zero_rated, "Z"}, {TaxCode::reverse_charge, "AE"}}};
};

// Of a credit note all amounts are positive: its kind says that they are given back.
struct DocumentLine {
  std::int64_t number = 1;
  std::string product;
  TransactionType type = TransactionType::purchase;
  std::int64_t quantity = 0;
  std::string unit_price;  // decimal, of one license for the whole period
  Date service_start;      // half-open
  Date service_end;
  std::int64_t period_days = 0;  // of which those of the service are paid
  std::int64_t gross_minor = 0;  // gross - discount is the net, or net + tax when inclusive
  std::int64_t discount_minor = 0;
  std::int64_t net_minor = 0;
  std::int64_t tax_minor = 0;
  TaxCode tax_code = TaxCode::standard;
  Rate tax_rate;
  bool is_tax_inclusive = false;

  [[nodiscard]] std::int64_t service_days() const { return service_end.days - service_start.days; }
};

struct DocumentTax {
  TaxCode code = TaxCode::standard;
  Rate rate;
  std::int64_t net_minor = 0;
  std::int64_t tax_minor = 0;
};

// The invoice that a credit note corrects.
struct CorrectedInvoice {
  std::string number;
  Date issued_on;
};

struct InvoiceDocument {
  InvoiceId id;
  InvoiceKind kind = InvoiceKind::invoice;
  std::string number;
  Date issued_on;
  Date due_on;
  Currency currency;
  Seller seller;
  std::string buyer_name;
  Address sold_to;
  Address bill_to;
  std::string buyer_tax_id;
  std::string buyer_registration_number;
  std::string buyer_email;
  std::string po_number;
  std::optional<CorrectedInvoice> corrects;
  std::vector<DocumentLine> lines;
  std::vector<DocumentTax> taxes;  // in the order of their first lines
  std::int64_t net_minor = 0;
  std::int64_t tax_minor = 0;
  std::int64_t total_minor = 0;

  [[nodiscard]] bool is_credit_note() const { return kind == InvoiceKind::credit_note; }
  [[nodiscard]] bool is_reverse_charge() const;
  // The days that the lines are about, half-open.
  [[nodiscard]] Date service_start() const;
  [[nodiscard]] Date service_end() const;
};

// More than a renewal of everything that an organization may ever have on one profile.
constexpr std::size_t document_lines_max = 1'000;

// What surrounds the rows of the invoice.
struct DocumentFacts {
  const Seller& seller;
  std::optional<CorrectedInvoice> corrects;
};

// Requires: the invoice is issued. Errors: limitExceeded with documentTooLong; internal where rows
// are damaged.
[[nodiscard]] Result<InvoiceDocument> make_document(const Invoice& invoice,
                                                    std::span<const InvoiceLine> lines,
                                                    DocumentFacts facts);

// The language that a document is written in, a tag of BCP 47: that of the country it was sold to,
// so that it does not depend on who looks at it, and when.
[[nodiscard]] std::string_view document_language(const InvoiceDocument& document);

// A value-added tax number begins with the country that gave it; other numbers, such as those of a
// business register, do not.
[[nodiscard]] bool is_vat_number(std::string_view tax_id);

}  // namespace perseat
