// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What both syntaxes of EN 16931 say in the same words.
#pragma once

#include <string>
#include <string_view>

#include "domain/document.h"

namespace perseat::documents {

// UNTDID 4461: an online payment service. The codes of cards ask for the digits of the card, which
// is not known for ever: another one may pay in the end.
inline constexpr std::string_view payment_means_code = "68";
// UN/ECE Recommendation 20: one, without a unit.
inline constexpr std::string_view unit_code = "C62";
inline constexpr std::string_view reverse_charge_text = "Reverse charge";
inline constexpr std::string_view reverse_charge_code = "VATEX-EU-AE";

// UNTDID 1001: 380 for an invoice, 381 for a credit note.
[[nodiscard]] std::string_view type_code(const InvoiceDocument& document);
[[nodiscard]] std::string amount_text(const InvoiceDocument& document, std::int64_t minor);
// How it is paid, in the document's language (BT-20, BT-82).
[[nodiscard]] std::string_view payment_terms(const InvoiceDocument& document);
// What is charged: the transaction's name, the unit price and the days that are paid (BT-154).
[[nodiscard]] std::string line_details(const InvoiceDocument& document, const DocumentLine& line);

// BT-131 = BT-129 * BT-146 / BT-149, exactly: the price is that of all licenses of the line for the
// days that it is about (BT-149 is their number), since a unit price for a whole period, with a
// discount or with its tax, is no multiple that leads to the line's net. A line that gives back has
// a negative quantity, as a price may not be negative (BR-27).
struct LinePrice {
  std::int64_t quantity = 0;        // BT-129
  std::int64_t base_quantity = 0;   // BT-149
  std::int64_t net_minor = 0;       // BT-146
  std::int64_t discount_minor = 0;  // BT-147; BT-148 is both together
};
[[nodiscard]] LinePrice line_price(const DocumentLine& line);

// The last day that a half-open span of days has; its first, if it has none.
[[nodiscard]] Date last_day(Date start, Date end);

}  // namespace perseat::documents
