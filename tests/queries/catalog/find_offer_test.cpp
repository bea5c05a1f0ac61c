// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/catalog/find_offer.h"

#include <gtest/gtest.h>

#include "support/samples.h"

namespace perseat::queries {
namespace {

TEST(FindOffer, FindsAnOfferByTheNamesOfTheOperator) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  EXPECT_EQ(*find_offer(harness.reader(), "chart-studio", "monthly"), world.monthly);
  EXPECT_EQ(*find_offer(harness.reader(), "chart-studio", "yearly"), world.yearly);
  for (const auto& [sku, code] : {std::pair{"chart-studio", "weekly"}, {"Chart Studio", "monthly"}})
    EXPECT_EQ(find_offer(harness.reader(), sku, code).error().code, ErrorCode::not_found) << sku;
}

}  // namespace
}  // namespace perseat::queries
