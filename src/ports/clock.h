// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The present time. Read by the engine and the workers only; everything below receives it.
#pragma once

#include "base/time.h"

namespace perseat::ports {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

// The machine's clock, in milliseconds.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

}  // namespace perseat::ports
