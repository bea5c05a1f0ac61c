// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Parts of a period. Whole days, and the day of a change belongs to the new state: a 28-day month
// of 20.00 bought on the 1st and canceled on the 3rd keeps 2 days, 1.43, and refunds 18.57.
// Amounts are multiplied first, divided once, and rounded once per line, half away from zero.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/money.h"
#include "domain/period.h"

namespace perseat {

// The days from `day` to the end, of the days of the whole period between its two anchors.
[[nodiscard]] DayFraction remaining_fraction(const Period& period, Date day);

// What seats cost from `day` (before the period: all of it) to the end of the period. Refused with
// limitExceeded (amountTooLarge) when it does not fit. Requires: seats >= 0, a period with days.
[[nodiscard]] Result<Money> charge_for_rest(const UnitPrice& price, std::int64_t seats,
                                            const Period& period, Date day);

// What was charged by one line of an invoice, and what became of it.
struct ChargedPart {
  std::int64_t amount = 0;    // minor units really charged, net of discount
  std::int64_t credited = 0;  // given back so far, 0 to amount
  std::int64_t quantity = 0;
  std::int64_t seats_left = 0;  // of the quantity, those not given back yet
  Period service;               // the days that the amount paid for
  Period period;                // the whole period between two anchors
};

// What was charged for these seats and the days of the service from `day` on:
// amount * seats * remaining days / (quantity * service days), never more than what is left.
// The last seats given up on or before the first day take all that is left: nothing was used, so
// nothing stays behind by rounding. Requires: 0 <= seats <= seats_left.
[[nodiscard]] std::int64_t credit_for(const ChargedPart& part, std::int64_t seats, Date day);

// How a number of seats to give up spreads over the lines: the seats bought last go first, in every
// period with days left, so that each day gives up as many. Lines in the order they were charged.
// Returns seats per line; fewer than asked for where fewer were charged.
[[nodiscard]] std::vector<std::int64_t> seats_to_credit(std::span<const ChargedPart> parts,
                                                        std::int64_t seats, Date day);

}  // namespace perseat
