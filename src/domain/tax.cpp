// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/tax.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/check.h"

namespace perseat {
namespace {

constexpr std::array<std::string_view, 27> eu_members{
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

// Rounds the tax of a growing sum, and hands each line the difference it makes: the differences
// add up to the rounded tax of the whole sum.
struct RunningTax {
  std::string_view category;
  Rate rate;
  std::int64_t net = 0;
  std::int64_t tax = 0;

  [[nodiscard]] bool is_for(std::string_view other, Rate other_rate) const {
    return category == other && rate == other_rate;
  }
  // Nothing when the sum does not fit.
  std::optional<std::int64_t> take(std::int64_t line_net) {
    if (__builtin_add_overflow(net, line_net, &net)) return std::nullopt;
    const std::int64_t before = tax;
    tax = part_of(net, rate);
    std::int64_t share = 0;
    if (__builtin_sub_overflow(tax, before, &share)) return std::nullopt;
    return share;
  }
};

std::int64_t net_of_inclusive(std::int64_t amount, Rate rate) {
  const auto net = mul_div(amount, rate_whole, rate_whole + rate.parts_per_million,
                           Rounding::half_away_from_zero);
  CHECK(net.has_value());
  return *net;
}

RunningTax& running_for(std::vector<RunningTax>& running, std::string_view category, Rate rate) {
  for (RunningTax& known : running) {
    if (known.is_for(category, rate)) return known;
  }
  return running.emplace_back(RunningTax{category, rate, 0, 0});
}

TaxGroup& group_for(std::vector<TaxGroup>& groups, const TaxableLine& line) {
  for (TaxGroup& known : groups) {
    if (known.category == line.category && known.rate == line.rate) return known;
  }
  return groups.emplace_back(TaxGroup{std::string(line.category), line.rate, 0, 0});
}

// Adds where it fits.
bool adds(std::int64_t& sum, std::int64_t part) { return !__builtin_add_overflow(sum, part, &sum); }

std::int64_t left_of(const CreditableLine& line) {
  CHECK(line.net_left >= 0 && line.tax_left >= 0);
  return line.is_inclusive ? line.net_left + line.tax_left : line.net_left;
}

TaxedLine split_exclusive_credit(const CreditableLine& line, std::vector<RunningTax>& running) {
  const auto share = running_for(running, line.category, line.rate).take(line.credit);
  CHECK(share.has_value());
  return {line.credit, std::min(*share, line.tax_left)};
}

TaxedLine split_inclusive_credit(const CreditableLine& line) {
  TaxedLine credit;
  credit.net = std::min(net_of_inclusive(line.credit, line.rate), line.net_left);
  credit.tax = line.credit - credit.net;
  if (credit.tax > line.tax_left) {
    credit.tax = line.tax_left;
    credit.net = line.credit - credit.tax;
  }
  return credit;
}

}  // namespace

Result<TaxedLines> tax_lines(std::span<const TaxableLine> lines) {
  TaxedLines result;
  result.lines.reserve(lines.size());
  std::vector<RunningTax> running;
  for (const TaxableLine& line : lines) {
    TaxedLine taxed;
    if (line.is_inclusive) {
      taxed.net = net_of_inclusive(line.amount, line.rate);
      taxed.tax = line.amount - taxed.net;
    } else {
      const auto share = running_for(running, line.category, line.rate).take(line.amount);
      if (!share) return amount_too_large();
      taxed = {line.amount, *share};
    }
    TaxGroup& group = group_for(result.groups, line);
    const bool is_small = adds(group.net, taxed.net) && adds(group.tax, taxed.tax) &&
                          adds(result.net, taxed.net) && adds(result.tax, taxed.tax);
    if (!is_small) return amount_too_large();
    result.lines.push_back(taxed);
  }
  result.total = result.net;
  if (!adds(result.total, result.tax)) return amount_too_large();
  return result;
}

std::vector<TaxedLine> tax_credits(std::span<const CreditableLine> lines) {
  std::vector<TaxedLine> credits;
  credits.reserve(lines.size());
  std::vector<RunningTax> running;
  for (const CreditableLine& line : lines) {
    const std::int64_t left = left_of(line);
    CHECK(0 <= line.credit && line.credit <= left);
    if (line.credit == left) {
      credits.push_back({line.net_left, line.tax_left});
    } else {
      credits.push_back(line.is_inclusive ? split_inclusive_credit(line)
                                          : split_exclusive_credit(line, running));
    }
  }
  return credits;
}

bool is_eu_member(std::string_view country) {
  return std::ranges::find(eu_members, country) != eu_members.end();
}

TaxDecision decide_tax(const TaxPlace& place, std::span<const RegionalRate> rates, Date day) {
  const bool is_other_member = is_eu_member(place.seller_country) &&
                               is_eu_member(place.buyer_country) &&
                               place.seller_country != place.buyer_country;
  if (is_other_member && place.has_verified_vat_number) return {Rate{}, true, true};
  const RegionalRate* best = nullptr;
  for (const RegionalRate& rate : rates) {
    const bool applies = rate.country == place.buyer_country && rate.category == place.category &&
                         (rate.region.empty() || rate.region == place.buyer_region) &&
                         rate.valid_from <= day;
    if (!applies) continue;
    const bool is_better = best == nullptr || best->region.size() < rate.region.size() ||
                           (best->region == rate.region && best->valid_from < rate.valid_from);
    if (is_better) best = &rate;
  }
  if (best == nullptr) return {};
  return {best->rate, false, true};
}

}  // namespace perseat
