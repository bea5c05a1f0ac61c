// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/billing_run.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

TEST(BillingRun, KeepsItsTally) {
  BillingRun run;
  EXPECT_EQ(run.tally(), BillingTally{});
  const BillingTally first{3, 1, 0, 2, {{"EUR", 1250}}};
  run.set_tally(first);
  EXPECT_EQ(run.tally(), first);
  BillingTally both = run.tally();
  both += {1, 0, 5, 0, {{"EUR", 50}, {"KRW", 9'000'000'000'000}}};
  run.set_tally(both);
  EXPECT_EQ(run.billed, "EUR 1300;KRW 9000000000000");
  EXPECT_EQ(run.tally().done(), 10);
  EXPECT_EQ(run.tally(), both);
}

}  // namespace
}  // namespace perseat
