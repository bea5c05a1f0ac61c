// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The one calculation of what a purchase or a change costs or gives back. Quotes, invoices, credit
// notes and renewals all come from calculate_charge, so a preview cannot differ from the charge.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_text.h"
#include "domain/allocation.h"
#include "domain/catalog.h"
#include "domain/invoice.h"
#include "domain/money.h"
#include "domain/period.h"
#include "domain/tax.h"

namespace perseat {

enum class ChargeKind {
  purchase,
  quantity_increase,
  quantity_decrease,
  cancellation,
  reactivation,
  renewal
};

struct TaxTerms {
  std::string category;
  Rate rate;
  bool is_inclusive = false;  // prices and discounts contain the tax
};

// A line of an issued invoice that may have to be given back. Amounts in minor units, >= 0.
struct ChargedLine {
  UnitPrice unit_price;
  std::int64_t quantity = 0;
  std::int64_t credited_seats = 0;  // of the quantity
  std::int64_t net = 0;
  std::int64_t tax = 0;
  std::int64_t credited_net = 0;
  std::int64_t credited_tax = 0;
  Period service;  // the days that it paid for
  Period period;   // the whole period between two anchors
  TaxTerms tax_terms;
};

// Amounts of credits are negative. gross - discount is the net, or net + tax when inclusive.
struct ChargeLine {
  TransactionType type = TransactionType::purchase;
  std::string_view description_key;  // e.g. "line.addQuantity"
  std::int64_t quantity = 0;         // seats that the line is about, > 0
  UnitPrice unit_price;
  Period service;
  Period period;
  std::int64_t gross = 0;
  std::int64_t discount = 0;
  std::int64_t net = 0;
  std::int64_t tax = 0;
  TaxTerms tax_terms;
  std::optional<std::size_t> credits;  // index into ChargeInput::charged
};

// What the following renewal will charge, as far as it is known today.
struct NextTerms {
  UnitPrice unit_price;
  std::int64_t quantity = 0;
  Discount discount;
  TaxTerms tax;
  Term term = Term::monthly;
  int anchor_day = 1;
};

struct ChargeInput {
  ChargeKind kind = ChargeKind::purchase;
  UnitPrice unit_price;            // of one seat for one whole period
  std::int64_t quantity_from = 0;  // seats before and after the change; before is 0 for a
  std::int64_t quantity_to = 0;    // purchase or reactivation, after is 0 for a cancellation
  Period period;                   // the whole period that is charged, or that runs
  Date change_date;                // first day of the new state, in the billing account's zone
  Discount discount;               // of new charges; credits carry the discount they were given
  TaxTerms tax;
  // Of this subscription, in the order they were charged: decreases and cancellations.
  std::vector<ChargedLine> charged;
  bool gives_refund = true;      // false: fewer seats or an end without money back
  bool is_billed_later = false;  // an increase that the next invoice will carry
  // Lines of such increases, for this invoice to carry: renewals.
  std::vector<ChargeLine> deferred;
  // Absent: no renewal follows. Requires: period.end is an anchor of its anchor day.
  std::optional<NextTerms> next;
};

// Seats of a charged line that end. To be recorded on it, also where the credit rounds to zero.
struct SeatRelease {
  std::size_t charged = 0;  // index into ChargeInput::charged
  std::int64_t seats = 0;

  bool operator==(const SeatRelease&) const = default;
};

struct NextCharge {
  Date date;
  Money amount;  // with tax

  bool operator==(const NextCharge&) const = default;
};

struct Charge {
  std::vector<ChargeLine> lines;  // none of zero
  std::vector<SeatRelease> releases;
  std::vector<TaxGroup> groups;
  Money net;
  Money tax;
  Money total;    // net + tax; negative when it is a credit
  Money due_now;  // >= 0, zero when billed later
  Money refund;   // >= 0
  std::optional<NextCharge> next_charge;
};

// A trial is a purchase at a price of zero whose period is the trial, with the price in `next`.
// Refused with limitExceeded (amountTooLarge) when an amount does not fit. Requires: quantities
// that fit the kind; one currency.
[[nodiscard]] Result<Charge> calculate_charge(const ChargeInput& input);

[[nodiscard]] std::string_view description_key(TransactionType type);
[[nodiscard]] TransactionType transaction_type(ChargeKind kind);

// Whether a cancellation gives money back: always, never, or inside the offer's window, counted in
// hours from the beginning of the term.
[[nodiscard]] bool refunds_cancellation(CancelRefund refund, std::int64_t window_hours,
                                        Instant term_began, Instant now);

template <>
struct EnumText<ChargeKind> {
  using Entry = EnumEntry<ChargeKind>;
  static constexpr std::array table{Entry{ChargeKind::purchase, "purchase"},
                                    Entry{ChargeKind::quantity_increase, "quantityIncrease"},
                                    Entry{ChargeKind::quantity_decrease, "quantityDecrease"},
                                    Entry{ChargeKind::cancellation, "cancellation"},
                                    Entry{ChargeKind::reactivation, "reactivation"},
                                    Entry{ChargeKind::renewal, "renewal"}};
};

}  // namespace perseat
