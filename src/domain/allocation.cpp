// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/allocation.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/check.h"

namespace perseat {

std::vector<std::int64_t> allocate(std::int64_t total, std::span<const std::int64_t> weights) {
  CHECK(total == 0 || !weights.empty());
  CHECK(total != std::numeric_limits<std::int64_t>::min());
  if (weights.empty()) return {};
  const bool is_equal = std::ranges::all_of(weights, [](std::int64_t w) { return w == 0; });
  Int128 sum = 0;
  for (const std::int64_t weight : weights) {
    CHECK(weight >= 0);
    sum += is_equal ? 1 : weight;
  }
  const Int128 size = total < 0 ? -Int128{total} : Int128{total};
  std::vector<std::int64_t> shares(weights.size());
  std::vector<Int128> remainders(weights.size());
  Int128 left = size;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 product = size * (is_equal ? 1 : weights[i]);
    shares[i] = static_cast<std::int64_t>(product / sum);
    remainders[i] = product % sum;
    left -= shares[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
  });
  for (std::size_t i = 0; left > 0; ++i, --left) ++shares[order[i]];
  if (total < 0) {
    for (std::int64_t& share : shares) share = -share;
  }
  return shares;
}

std::int64_t discount_on(std::int64_t gross_minor, const Discount& discount) {
  CHECK(gross_minor >= 0);
  switch (discount.kind) {
    case DiscountKind::none: return 0;
    case DiscountKind::percentage: return part_of(gross_minor, discount.rate);
    case DiscountKind::fixed:
      CHECK(discount.fixed_minor >= 0);
      return std::min(discount.fixed_minor, gross_minor);
  }
  return 0;
}

std::vector<std::int64_t> discount_lines(std::span<const std::int64_t> gross_minor,
                                         const Discount& discount) {
  std::int64_t sum = 0;
  for (const std::int64_t gross : gross_minor) {
    CHECK(gross >= 0 && !__builtin_add_overflow(sum, gross, &sum));
  }
  return allocate(discount_on(sum, discount), gross_minor);
}

}  // namespace perseat
