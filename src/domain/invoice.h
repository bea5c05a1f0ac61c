// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What was charged. An issued invoice never changes but for what is still owed on it and what was
// given back of its lines; corrections are credit notes.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/organization.h"

namespace perseat {

enum class InvoiceKind { invoice, credit_note };
template <>
struct EnumText<InvoiceKind> {
  static constexpr std::array<EnumEntry<InvoiceKind>, 2> table{
      {{InvoiceKind::invoice, "invoice"}, {InvoiceKind::credit_note, "creditNote"}}};
};

// pending: its charge is under way and it has no number yet; abandoned: that charge was declined.
enum class InvoiceStatus { pending, abandoned, due, overdue, paid, voided };
template <>
struct EnumText<InvoiceStatus> {
  static constexpr std::array<EnumEntry<InvoiceStatus>, 6> table{
      {{InvoiceStatus::pending, "pending"},
       {InvoiceStatus::abandoned, "abandoned"},
       {InvoiceStatus::due, "due"},
       {InvoiceStatus::overdue, "overdue"},
       {InvoiceStatus::paid, "paid"},
       {InvoiceStatus::voided, "void"}}};
};

struct Invoice {
  using Key = OrgKey<InvoiceId>;

  OrgId org;
  InvoiceId id;
  BillingProfileId profile;
  SubscriptionId subscription;
  InvoiceKind kind = InvoiceKind::invoice;
  InvoiceStatus status = InvoiceStatus::pending;
  std::string number;             // empty until issued; then consecutive in its series
  std::optional<Date> issued_on;  // day in the billing account's zone
  std::optional<Date> due_on;
  Instant created_at;
  Currency currency;
  std::int64_t discount_minor = 0;
  std::int64_t net_minor = 0;
  std::int64_t tax_minor = 0;
  std::int64_t total_minor = 0;  // net + tax; negative on a credit note
  std::int64_t due_minor = 0;    // still owed
  // When the server charges it by itself, or gives up.
  std::optional<Instant> next_charge_at;
  InvoiceId corrects;  // of a credit note: the invoice it belongs to; else nil
  Address bill_to;     // from here on: as it was when issued
  std::string bill_to_name;
  std::string tax_id;
  std::string po_number;
  Address sold_to;
  std::string registration_number;
  std::string contact_email;
  bool reverse_charge = false;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, id}; }
};

enum class TransactionType {
  purchase,
  monthly_payment,
  renew,
  re_enable,
  add_quantity,
  remove_quantity,
  cancel,
  credit
};
template <>
struct EnumText<TransactionType> {
  static constexpr std::array<EnumEntry<TransactionType>, 8> table{
      {{TransactionType::purchase, "purchase"},
       {TransactionType::monthly_payment, "monthlyPayment"},
       {TransactionType::renew, "renew"},
       {TransactionType::re_enable, "reEnable"},
       {TransactionType::add_quantity, "addQuantity"},
       {TransactionType::remove_quantity, "removeQuantity"},
       {TransactionType::cancel, "cancel"},
       {TransactionType::credit, "credit"}}};
};

struct InvoiceLine {
  struct Key {
    OrgId org;
    InvoiceId invoice;
    std::int64_t line = 0;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  InvoiceId invoice;
  std::int64_t line = 1;  // 1, 2, ...
  SubscriptionId subscription;
  TransactionType type = TransactionType::purchase;
  std::string description;
  std::int64_t quantity = 0;
  std::string unit_price;  // exact decimal for a whole term
  Date service_start;      // half-open
  Date service_end;
  Date period_start;  // the whole period that the fraction is taken of
  Date period_end;
  std::int64_t gross_minor = 0;
  std::int64_t discount_minor = 0;
  std::int64_t net_minor = 0;
  std::string tax_category;
  std::string tax_rate_percent;
  std::int64_t tax_minor = 0;  // this line's share of the invoice's tax
  bool tax_inclusive = false;
  std::int64_t credited_net_minor = 0;  // given back so far, 0 to net
  std::int64_t credited_tax_minor = 0;
  std::int64_t credited_seats = 0;  // seats of the line that no longer run
  InvoiceId credits_invoice;        // on a credit note: the line it corrects
  std::int64_t credits_line = 0;

  [[nodiscard]] Key key() const { return {org, invoice, line}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::InvoiceLine::Key> {
  std::size_t operator()(const perseat::InvoiceLine::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::InvoiceId>{}(key.invoice),
                             std::hash<std::int64_t>{}(key.line));
  }
};
