// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "ports/clock.h"

#include <chrono>

namespace perseat::ports {

Instant SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

}  // namespace perseat::ports
