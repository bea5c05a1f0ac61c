// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The cloud that a deployment is: everything that differs between clouds, as data. No rule asks
// which cloud it is, only what the cloud says.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/enum_text.h"
#include "domain/money.h"

namespace perseat {

// What a payment can be made with.
enum class PaymentFamily { card, invoice, alipay, unionpay };
template <>
struct EnumText<PaymentFamily> {
  static constexpr std::array<EnumEntry<PaymentFamily>, 4> table{
      {{PaymentFamily::card, "card"},
       {PaymentFamily::invoice, "invoice"},
       {PaymentFamily::alipay, "alipay"},
       {PaymentFamily::unionpay, "unionpay"}}};
};

// A fapiao is asked for by the buyer once the bill is paid; an invoice comes by itself.
enum class DocumentType { invoice, fapiao };
template <>
struct EnumText<DocumentType> {
  static constexpr std::array<EnumEntry<DocumentType>, 2> table{
      {{DocumentType::invoice, "invoice"}, {DocumentType::fapiao, "fapiao"}}};
};

// How bills of the cloud look where the law has its own words. Empty: as usual in the language of
// the document.
struct DocumentLayout {
  std::string title;
  std::string credit_note_title;
  std::string language;  // BCP 47
  std::string note;      // below the sums
  bool shows_tax_of_lines = false;
  bool is_paid_by_card = true;  // so that nobody has to do anything; else nothing is said of it
};

struct Cloud {
  std::string name;
  bool self_service_available = true;  // people may buy by themselves
  std::vector<std::string> languages;  // BCP 47, the first is the default; never empty
  std::vector<PaymentFamily> payment_families;
  DocumentType document_type = DocumentType::invoice;
  DocumentLayout document;
  Currency default_currency;
  std::string tax_name;  // as people of the cloud call it
  bool prices_include_tax = false;
  std::string support;  // an e-mail or https address where people get help; empty: none is known
  // From topic to a path of this deployment's own help; empty: no such topic in this cloud.
  std::map<std::string, std::string> links;
};

}  // namespace perseat
