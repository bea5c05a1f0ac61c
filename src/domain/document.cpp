// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"

namespace perseat {
namespace {

struct CountryLanguage {
  std::string_view country;
  std::string_view language;
};
// Countries where a document is not in English.
constexpr std::array country_languages{CountryLanguage{"AT", "de"},    CountryLanguage{"CH", "de"},
                                       CountryLanguage{"CN", "zh-CN"}, CountryLanguage{"DE", "de"},
                                       CountryLanguage{"KR", "ko"},    CountryLanguage{"LI", "de"}};

// What the description of a line has behind the product's name, in English: documents word the type
// of the line in their own language.
constexpr std::array<std::string_view, 6> type_suffixes{", renewal",        ", reactivation",
                                                        ", added licenses", ", removed licenses",
                                                        ", cancellation",   ", credit"};

std::string product_of(std::string_view description) {
  for (const std::string_view suffix : type_suffixes) {
    if (description.size() > suffix.size() && description.ends_with(suffix))
      return std::string(description.substr(0, description.size() - suffix.size()));
  }
  return std::string(description);
}

// The catalog does not say why a rate is zero, so nothing is claimed but that it is.
TaxCode tax_code_of(const Invoice& invoice, Rate rate) {
  if (!rate.is_zero()) return TaxCode::standard;
  return invoice.reverse_charge ? TaxCode::reverse_charge : TaxCode::zero_rated;
}

Result<DocumentLine> document_line(const Invoice& invoice, const InvoiceLine& row) {
  const std::int64_t sign = invoice.kind == InvoiceKind::credit_note ? -1 : 1;
  DocumentLine line;
  line.number = row.line;
  line.product = product_of(row.description);
  line.type = row.type;
  line.quantity = row.quantity;
  line.unit_price = row.unit_price;
  line.service_start = row.service_start;
  line.service_end = row.service_end;
  line.period_days = row.period_end.days - row.period_start.days;
  line.gross_minor = sign * row.gross_minor;
  line.discount_minor = sign * row.discount_minor;
  line.net_minor = sign * row.net_minor;
  line.tax_minor = sign * row.tax_minor;
  const auto rate = parse_percent(row.tax_rate_percent);
  if (!rate) return Error{ErrorCode::internal, "internal", rate.error().detail, {}, {}};
  line.tax_rate = *rate;
  line.tax_code = tax_code_of(invoice, *rate);
  line.is_tax_inclusive = row.tax_inclusive;
  return line;
}

// The lines' shares of a group's tax add up to it, so their sum is the tax that was rounded once.
void add_to_taxes(std::vector<DocumentTax>& taxes, const DocumentLine& line) {
  const auto found = std::ranges::find_if(taxes, [&](const DocumentTax& tax) {
    return tax.code == line.tax_code && tax.rate == line.tax_rate;
  });
  DocumentTax& tax = found != taxes.end()
                         ? *found
                         : taxes.emplace_back(DocumentTax{line.tax_code, line.tax_rate, 0, 0});
  tax.net_minor += line.net_minor;
  tax.tax_minor += line.tax_minor;
}

}  // namespace

bool InvoiceDocument::is_reverse_charge() const {
  return std::ranges::any_of(
      taxes, [](const DocumentTax& tax) { return tax.code == TaxCode::reverse_charge; });
}

Date InvoiceDocument::service_start() const {
  return std::ranges::min_element(lines, {}, &DocumentLine::service_start)->service_start;
}

Date InvoiceDocument::service_end() const {
  return std::ranges::max_element(lines, {}, &DocumentLine::service_end)->service_end;
}

Result<InvoiceDocument> make_document(const Invoice& invoice, std::span<const InvoiceLine> lines,
                                      DocumentFacts facts) {
  CHECK(invoice.issued_on.has_value() && !lines.empty());
  if (lines.size() > document_lines_max)
    return Error{ErrorCode::limit_exceeded,
                 "documentTooLong",
                 "This invoice has too many lines for a document.",
                 {},
                 {}};
  const std::int64_t sign = invoice.kind == InvoiceKind::credit_note ? -1 : 1;
  InvoiceDocument document;
  document.id = invoice.id;
  document.kind = invoice.kind;
  document.number = invoice.number;
  document.issued_on = *invoice.issued_on;
  document.due_on = invoice.due_on.value_or(*invoice.issued_on);
  document.currency = invoice.currency;
  document.seller = facts.seller;
  document.buyer_name = invoice.bill_to_name;
  // An account has no address before its first change or purchase.
  document.sold_to = invoice.sold_to.line1.empty() ? invoice.bill_to : invoice.sold_to;
  document.bill_to = invoice.bill_to;
  document.buyer_tax_id = invoice.tax_id;
  document.buyer_registration_number = invoice.registration_number;
  document.buyer_email = invoice.contact_email;
  document.po_number = invoice.po_number;
  document.corrects = std::move(facts.corrects);
  document.net_minor = sign * invoice.net_minor;
  document.tax_minor = sign * invoice.tax_minor;
  document.total_minor = sign * invoice.total_minor;
  document.lines.reserve(lines.size());
  for (const InvoiceLine& row : lines) {
    document.lines.push_back(TRY(document_line(invoice, row)));
    add_to_taxes(document.taxes, document.lines.back());
  }
  return document;
}

std::string_view document_language(const InvoiceDocument& document) {
  const auto found =
      std::ranges::find(country_languages, document.sold_to.country, &CountryLanguage::country);
  return found == country_languages.end() ? "en" : found->language;
}

bool is_vat_number(std::string_view tax_id) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return tax_id.size() > 4 && is_letter(tax_id[0]) && is_letter(tax_id[1]);
}

}  // namespace perseat
