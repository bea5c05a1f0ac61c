// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/xml_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "adapters/documents/wording.h"

namespace perseat::documents {

std::string_view type_code(const InvoiceDocument& document) {
  return document.is_credit_note() ? "381" : "380";
}

std::string amount_text(const InvoiceDocument& document, std::int64_t minor) {
  return format_decimal({minor, document.currency});
}

std::string_view payment_terms(const InvoiceDocument& document) {
  const Wording& wording = wording_of(document_language(document));
  return document.is_credit_note() ? wording.credit_instruction : wording.payment_instruction;
}

std::string line_details(const InvoiceDocument& document, const DocumentLine& line) {
  const Wording& wording = wording_of(document_language(document));
  std::string text(wording.transaction(line.type));
  text += fmt::format(", {} {}", line.unit_price, document.currency.text());
  if (line.service_days() != line.period_days)
    text += fmt::format(", {}/{} {}", line.service_days(), line.period_days, wording.days);
  return text;
}

LinePrice line_price(const DocumentLine& line) {
  LinePrice price;
  price.base_quantity = std::max<std::int64_t>(line.quantity, 1);
  price.quantity = line.net_minor < 0 ? -price.base_quantity : price.base_quantity;
  price.net_minor = std::abs(line.net_minor);
  // A discount of a price with tax is not one of the net price.
  if (!line.is_tax_inclusive && line.discount_minor > 0 && line.net_minor > 0)
    price.discount_minor = line.discount_minor;
  return price;
}

Date last_day(Date start, Date end) { return end <= start ? start : end.plus_days(-1); }

}  // namespace perseat::documents
