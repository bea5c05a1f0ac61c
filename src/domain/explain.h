// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Calculations step by step, for `perseat explain` and for support: each value comes from the same
// function that charges, the formula says in words and numbers how it comes about.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "domain/charge.h"

namespace perseat {

struct Step {
  std::string label;    // what it is: "refund of line 1"
  std::string formula;  // how: "20.00 x 1 of 1 seats x 26/28 days"
  std::string value;    // the result: "18.57 EUR"

  bool operator==(const Step&) const = default;
};

using Steps = std::vector<Step>;

// The first `count` periods from the day of a purchase. Requires: count >= 0.
[[nodiscard]] Steps explain_periods(Date start, Term term, int count);

// Every line of a purchase or change, its tax, and what is due or given back.
[[nodiscard]] Result<Steps> explain_charge(const ChargeInput& input);

// The tax of lines: each line's net, and the one rounding of each (category, rate).
[[nodiscard]] Result<Steps> explain_tax(std::span<const TaxableLine> lines, Currency currency);

// An amount shared by weights with the largest remainder. Requires: as allocate.
[[nodiscard]] Steps explain_sharing(Money total, std::span<const std::int64_t> weights);

}  // namespace perseat
