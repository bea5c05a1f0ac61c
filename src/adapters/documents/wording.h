// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The words, dates and numbers of documents in each language that they are written in.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "domain/document.h"

namespace perseat::documents {

struct Wording {
  std::string_view language;   // BCP 47
  std::string_view fonts;      // families, the first that has a character draws it
  std::string_view date_form;  // {0} year, {1} month, {2} day
  char decimal_mark = '.';
  std::string_view group_mark = ",";  // empty: digits are not grouped
  std::string_view invoice;
  std::string_view credit_note;
  std::string_view number;
  std::string_view credit_note_number;
  std::string_view date;
  std::string_view due;
  std::string_view po_number;
  std::string_view tax_id;
  std::string_view buyer_tax_id;
  std::string_view registration_number;
  std::string_view corrects;  // {0} number, {1} date
  std::string_view sold_to;
  std::string_view bill_to;
  std::string_view service_period;
  std::string_view summary;
  std::string_view net;
  std::string_view tax;  // {0} percentage
  std::string_view total;
  std::string_view credit_total;
  std::string_view line_product;
  std::string_view line_quantity;
  std::string_view line_unit_price;
  std::string_view line_tax_rate;
  std::string_view line_net;      // {0} currency
  std::string_view discount;      // {0} amount
  std::string_view tax_included;  // of the unit price
  std::string_view days;
  std::string_view payment_instruction;
  std::string_view credit_instruction;
  std::string_view reverse_charge;
  std::string_view page;                         // {0} of {1}
  std::array<std::string_view, 8> transactions;  // in the order of TransactionType

  [[nodiscard]] std::string_view transaction(TransactionType type) const {
    return transactions[static_cast<std::size_t>(type)];
  }
};

// English for a language that no document is written in.
[[nodiscard]] const Wording& wording_of(std::string_view language);

[[nodiscard]] std::string date_text(const Wording& wording, Date date);
// First and last day of a half-open span.
[[nodiscard]] std::string span_text(const Wording& wording, Date start, Date end);
// Of a decimal such as "-1234.50", as the language writes it.
[[nodiscard]] std::string number_text(const Wording& wording, std::string_view decimal);
[[nodiscard]] std::string money_text(const Wording& wording, Money amount);

}  // namespace perseat::documents
