// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ports/clock.h"

namespace perseat::ports {
namespace {

TEST(ShiftedClock, GoesOnFromWhereItWasMoved) {
  ShiftedClock clock;
  const Instant real = SystemClock().now();
  EXPECT_GE(clock.now(), real);
  clock.set_shift_ms(45 * day_ms);
  EXPECT_GE(clock.now(), real.plus_ms(45 * day_ms));
  EXPECT_LT(clock.now(), real.plus_ms(46 * day_ms));
}

}  // namespace
}  // namespace perseat::ports
