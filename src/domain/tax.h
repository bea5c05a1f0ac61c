// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Tax of an invoice and of its credits. Each line's net is rounded already; the nets are summed
// per (category, rate) and the tax of that sum is rounded once, half away from zero. (A unit price
// of 1.29 for 100 seats at 9.5 % is 129.00 and 12.26, from exactly 12.255.)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/rate.h"

namespace perseat {

// A line's amount in minor units after discount, without tax, or with it when inclusive.
struct TaxableLine {
  std::int64_t amount = 0;
  std::string_view category;
  Rate rate;
  bool is_inclusive = false;
};

struct TaxedLine {
  std::int64_t net = 0;
  std::int64_t tax = 0;  // the line's share of its group's tax

  bool operator==(const TaxedLine&) const = default;
};

struct TaxGroup {
  std::string category;
  Rate rate;
  std::int64_t net = 0;
  std::int64_t tax = 0;

  bool operator==(const TaxGroup&) const = default;
};

struct TaxedLines {
  std::vector<TaxedLine> lines;  // as the input
  std::vector<TaxGroup> groups;  // in the order of their first lines
  std::int64_t net = 0;
  std::int64_t tax = 0;
  std::int64_t total = 0;
};

// An inclusive amount is split line by line: its net is rounded, its tax is the rest. The tax of
// the other lines of a group is shared so that it adds up; every share is within one unit of its
// line's own tax. Refused with limitExceeded (amountTooLarge) when a sum does not fit.
[[nodiscard]] Result<TaxedLines> tax_lines(std::span<const TaxableLine> lines);

// A line of an issued invoice that is credited in part or whole; amounts are positive.
struct CreditableLine {
  std::int64_t net_left = 0;  // what earlier credits left of the line
  std::int64_t tax_left = 0;
  // What is given back: net, or with its tax when inclusive. At most what is left.
  std::int64_t credit = 0;
  std::string_view category;
  Rate rate;
  bool is_inclusive = false;
};

// Net and tax of each credit, positive. Tax as above, but a line that is used up gives back all
// the tax left on it, so that the credits of an invoice add up to it, and no line more than that.
[[nodiscard]] std::vector<TaxedLine> tax_credits(std::span<const CreditableLine> lines);

struct RegionalRate {
  std::string_view country;  // ISO 3166-1 alpha-2
  std::string_view region;   // ISO 3166-2 subdivision without the country; empty: all of it
  std::string_view category;
  Rate rate;
  Date valid_from;
};

struct TaxPlace {
  std::string_view seller_country;
  std::string_view buyer_country;  // of the sold-to address
  std::string_view buyer_region;
  std::string_view category;
  bool has_verified_vat_number = false;
};

struct TaxDecision {
  Rate rate;
  bool is_reverse_charge = false;  // the buyer owes the tax; the invoice must say so
  bool is_known = false;           // false: no rate is kept for the place, so none is charged

  bool operator==(const TaxDecision&) const = default;
};

[[nodiscard]] bool is_eu_member(std::string_view country);

// The rate of the buyer's region, else of the whole country; of those the latest that is valid on
// the day. A buyer in another EU member state than the seller with a verified VAT number pays none
// (reverse charge, Directive 2006/112/EC article 196).
[[nodiscard]] TaxDecision decide_tax(const TaxPlace& place, std::span<const RegionalRate> rates,
                                     Date day);

}  // namespace perseat
