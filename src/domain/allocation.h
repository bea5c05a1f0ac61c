// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Sharing an amount among lines so that the shares add up to it exactly.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/rate.h"

namespace perseat {

// Shares `total` (minor units) by weight with the largest remainder: each share is its exact part
// rounded toward zero, and the units that are left go to the largest cut-off parts, the first of
// equal ones first. Equal shares when all weights are zero; nothing for no weights.
// Requires: weights >= 0, at least one of them unless total is zero.
[[nodiscard]] std::vector<std::int64_t> allocate(std::int64_t total,
                                                 std::span<const std::int64_t> weights);

enum class DiscountKind { none, percentage, fixed };

struct Discount {
  DiscountKind kind = DiscountKind::none;
  Rate rate;                     // of a percentage
  std::int64_t fixed_minor = 0;  // of a fixed one, >= 0, for all lines together

  bool operator==(const Discount&) const = default;
};

// What the discount takes off an amount, never more than the amount. Requires: gross_minor >= 0.
[[nodiscard]] std::int64_t discount_on(std::int64_t gross_minor, const Discount& discount);

// The discount of all lines together, rounded once, shared among them by their gross amounts.
// No line's share is more than the line. Requires: amounts >= 0, their sum in 64 bits.
[[nodiscard]] std::vector<std::int64_t> discount_lines(std::span<const std::int64_t> gross_minor,
                                                       const Discount& discount);

}  // namespace perseat
