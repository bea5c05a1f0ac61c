// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How long the payment worker waits for what.
#pragma once

#include <chrono>
#include <cstdint>

#include "workers/lease_watch.h"
#include "workers/money_mover.h"

namespace perseat::workers {

struct PaymentTimes {
  MoneyTimes money;
  std::chrono::milliseconds reconcile_every{3'000};
  std::chrono::milliseconds ask_again{500};      // a database that did not answer
  std::chrono::milliseconds retry_first{2'000};  // doubled with each try that told nothing
  std::chrono::milliseconds retry_max{60'000};
  // Who waits for an attempt is told `open` after this long.
  std::chrono::milliseconds patience{5'000};
  std::chrono::milliseconds lease = lease_lasts;
  // The gateway is left alone for this long after some failures in a row.
  std::chrono::milliseconds outage_pause{5'000};
  int outage_failures = 5;
  std::chrono::milliseconds tidy_every{300'000};
};

}  // namespace perseat::workers
