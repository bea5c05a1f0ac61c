// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Lets time pass in a demo or a test: moves the clock from one time at which something falls due to
// the next, does what is due there and waits for its payments, until it has come to where it was
// sent. So each invoice has the date that it would have had.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "ports/clock.h"
#include "ports/database.h"
#include "workers/timed_work.h"

namespace perseat::workers {

class TestClock {
 public:
  // What it works with; all of it lives longer.
  struct Parts {
    ports::Database& database;
    ports::ShiftedClock& clock;
    TimedWork& timed_work;
    // Keeps how far it was moved over a restart, in milliseconds.
    std::function<Result<void>(std::int64_t shift_ms)> keep;
  };
  struct View {
    Instant now;
    std::optional<Instant> moving_to;  // absent: time runs at its own pace
  };

  // Requires: the clock was moved to where it was left. Errors: those of connecting.
  static Result<std::unique_ptr<TestClock>> start(const Parts& parts);
  // Stops where it is; the next start goes on from there.
  ~TestClock();
  TestClock(const TestClock&) = delete;
  TestClock& operator=(const TestClock&) = delete;

  // Begins to move; view() tells when it has arrived. From any thread. Errors: invalid timeNotLater
  // (time never goes back: what was billed stays billed), timeTooFar (more than ten years ahead at
  // once); conflict clockMoving.
  Result<View> move_to(Instant target);
  [[nodiscard]] View view();
  void stop();

 private:
  TestClock(const Parts& parts, std::unique_ptr<ports::Connection> reader);
  void run();
  void move(Instant target);
  // Does what is due now. False: stopped.
  bool settle();
  [[nodiscard]] std::optional<Instant> next_due_time();
  Result<void> set_now(Instant now);
  // False: stopped.
  bool wait_ms(std::int64_t ms);

  Parts parts_;
  std::unique_ptr<ports::Connection> reader_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Instant> target_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace perseat::workers
