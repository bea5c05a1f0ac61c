// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Stops asking a service that does not answer: after some failures in a row it is left alone for a
// while, then tried again. Safe for several threads.
#pragma once

#include <chrono>
#include <mutex>

namespace perseat::workers {

class CircuitBreaker {
 public:
  using Time = std::chrono::steady_clock::time_point;

  CircuitBreaker(int failures_max, std::chrono::milliseconds pause)
      : failures_max_(failures_max), pause_(pause) {}

  [[nodiscard]] bool lets_through(Time now) const {
    const std::lock_guard lock(mutex_);
    return failures_ < failures_max_ || now >= closed_until_;
  }
  void succeeded() {
    const std::lock_guard lock(mutex_);
    failures_ = 0;
  }
  void failed(Time now) {
    const std::lock_guard lock(mutex_);
    if (++failures_ >= failures_max_) closed_until_ = now + pause_;
  }

 private:
  const int failures_max_;
  const std::chrono::milliseconds pause_;
  mutable std::mutex mutex_;
  int failures_ = 0;
  Time closed_until_;
};

}  // namespace perseat::workers
