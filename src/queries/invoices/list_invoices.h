// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The invoices that somebody may see, of a span of days.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/actor.h"
#include "domain/invoice.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

enum class InvoiceWindow { past_3_months, past_6_months };

struct InvoiceFilter {
  std::optional<InvoiceWindow> window;  // absent, without from and to: the past 3 months
  std::optional<Date> from;             // both days are included, in the billing account's zone
  std::optional<Date> to;
  std::optional<InvoiceStatus> status;
  std::optional<InvoiceKind> kind;
  std::optional<BillingProfileId> profile;
  std::optional<SubscriptionId> subscription;
};

// First and last day, both included.
struct DayRange {
  Date from;
  Date to;

  bool operator==(const DayRange&) const = default;
};

// A window of months ends today and begins on the same day of the month, clamped to that month's
// end. `from` alone reaches to today, `to` alone back by 3 months. Reasons: conflictingFields,
// dateRangeReversed, dateRangeTooLong (more than 36 months).
[[nodiscard]] Result<DayRange> range_of(const InvoiceFilter& filter, Date today);

// The schema InvoiceList, newest first: of the profiles that the caller owns or has a role on and
// of the caller's own subscriptions; all of the organization with a role on the billing account.
Result<std::string> list_invoices(ports::Connection& reader, const Actor& actor,
                                  const InvoiceFilter& filter, const Page& page, Instant now);

}  // namespace perseat::queries

template <>
struct perseat::EnumText<perseat::queries::InvoiceWindow> {
  using Window = perseat::queries::InvoiceWindow;
  static constexpr std::array<EnumEntry<Window>, 2> table{
      {{Window::past_3_months, "past3Months"}, {Window::past_6_months, "past6Months"}}};
};
