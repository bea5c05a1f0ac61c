// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The present time. Read by the engine and the workers only; everything below receives it.
#pragma once

#include <atomic>

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

// A clock that stands still until it is moved: tests, and the making of demo data.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : ms_(start.ms) {}
  [[nodiscard]] Instant now() const override { return {ms_}; }
  void set(Instant instant) { ms_ = instant.ms; }
  void advance_ms(std::int64_t delta_ms) { ms_ += delta_ms; }

 private:
  std::atomic<std::int64_t> ms_;
};

// The machine's clock, moved forward by a span that tests and demos choose.
class ShiftedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return SystemClock().now().plus_ms(shift_ms_.load());
  }
  [[nodiscard]] std::int64_t shift_ms() const { return shift_ms_; }
  void set_shift_ms(std::int64_t shift_ms) { shift_ms_ = shift_ms; }

 private:
  std::atomic<std::int64_t> shift_ms_ = 0;
};

}  // namespace perseat::ports
