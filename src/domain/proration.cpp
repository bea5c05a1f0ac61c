// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/proration.h"

#include <algorithm>

#include "base/check.h"

namespace perseat {

DayFraction remaining_fraction(const Period& period, Date day) {
  CHECK(!period.is_empty());
  return {remaining_days(period, day), period.days()};
}

Result<Money> charge_for_rest(const UnitPrice& price, std::int64_t seats, const Period& period,
                              Date day) {
  CHECK(seats >= 0);
  return line_amount(price, seats, remaining_fraction(period, day));
}

std::int64_t credit_for(const ChargedPart& part, std::int64_t seats, Date day) {
  CHECK(0 <= seats && seats <= part.seats_left && part.seats_left <= part.quantity);
  CHECK(0 <= part.credited && part.credited <= part.amount);
  const std::int64_t left = part.amount - part.credited;
  const int days = remaining_days(part.service, day);
  if (seats == 0 || days == 0) return 0;
  if (seats == part.seats_left && days == part.service.days()) return left;
  const Int128 share = Int128{part.amount} * seats * days;
  const Int128 whole = Int128{part.quantity} * part.service.days();
  const Int128 credit = divide(share, whole, Rounding::half_away_from_zero);
  return static_cast<std::int64_t>(std::min(credit, Int128{left}));
}

std::vector<std::int64_t> seats_to_credit(std::span<const ChargedPart> parts, std::int64_t seats,
                                          Date day) {
  CHECK(seats >= 0);
  std::vector<std::int64_t> taken(parts.size(), 0);
  for (std::size_t i = parts.size(); i-- > 0;) {
    if (remaining_days(parts[i].service, day) == 0) continue;
    // What later lines of the same period gave up already.
    std::int64_t given_up = 0;
    for (std::size_t later = i + 1; later < parts.size(); ++later) {
      if (parts[later].period == parts[i].period) given_up += taken[later];
    }
    taken[i] = std::clamp<std::int64_t>(seats - given_up, 0, parts[i].seats_left);
  }
  return taken;
}

}  // namespace perseat
