// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/test_clock.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "base/log.h"
#include "store/due_work.h"

namespace perseat::workers {
namespace {

constexpr std::int64_t furthest_ms = 10 * 366 * day_ms;
constexpr std::int64_t settled_poll_ms = 5;
constexpr std::int64_t ask_again_ms = 500;
// A gateway that is away is not waited for longer: its charges end later than they should.
constexpr std::int64_t gateway_patience_ms = 10'000;

}  // namespace

Result<std::unique_ptr<TestClock>> TestClock::start(const Parts& parts) {
  return std::unique_ptr<TestClock>(new TestClock(parts, TRY(parts.database.connect_reader())));
}

TestClock::TestClock(const Parts& parts, std::unique_ptr<ports::Connection> reader)
    : parts_(parts), reader_(std::move(reader)), thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "test-clock");
}

TestClock::~TestClock() { stop(); }

void TestClock::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

TestClock::View TestClock::view() {
  const std::lock_guard lock(mutex_);
  return {parts_.clock.now(), target_};
}

Result<TestClock::View> TestClock::move_to(Instant target) {
  const std::lock_guard lock(mutex_);
  const Instant now = parts_.clock.now();
  if (target_)
    return conflict("clockMoving", "The clock is on its way to " + format_instant(*target_) +
                                       ". Wait until it is there.");
  if (target <= now)
    return invalid("now", "timeNotLater",
                   "It is " + format_instant(now) + ". Time only goes forward.");
  if (target.ms - now.ms > furthest_ms)
    return invalid("now", "timeTooFar", "At most ten years at once.");
  target_ = target;
  changed_.notify_all();
  return View{now, target_};
}

bool TestClock::wait_ms(std::int64_t ms) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(ms), [this] { return is_stopping_; });
  return !is_stopping_;
}

void TestClock::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_stopping_ || target_; });
    if (is_stopping_) return;
    const Instant target = *target_;
    lock.unlock();
    move(target);
    lock.lock();
    target_.reset();
  }
}

void TestClock::move(Instant target) {
  // What falls due while the work of an earlier time is done comes first.
  while (settle()) {
    const auto next = next_due_time();
    if (!next) continue;
    const Instant to = std::min(*next, target);
    if (const auto moved = set_now(to); !moved) {
      log_error("testClock").with("reason", moved.error().reason);
      return;
    }
    if (to == target) {
      settle();
      return;
    }
  }
}

std::optional<Instant> TestClock::next_due_time() {
  const auto find = [this]() -> Result<std::optional<Instant>> {
    const auto snapshot = TRY(ports::Snapshot::take(*reader_, ports::Visibility::of_everything()));
    return store::next_due_time(*reader_, parts_.clock.now());
  };
  const auto found = find();
  if (!found) {
    log_error("testClock").with("reason", found.error().reason);
    wait_ms(ask_again_ms);
    return std::nullopt;
  }
  return found->value_or(Instant{std::numeric_limits<std::int64_t>::max()});
}

bool TestClock::settle() {
  const auto is_moving = [this]() -> Result<bool> {
    const auto snapshot = TRY(ports::Snapshot::take(*reader_, ports::Visibility::of_everything()));
    return store::is_money_moving(*reader_);
  };
  while (true) {
    const auto done = parts_.timed_work.run_round();
    if (!done) {
      log_error("testClock").with("reason", done.error().reason);
      if (!wait_ms(ask_again_ms)) return false;
      continue;
    }
    for (std::int64_t waited = 0; waited < gateway_patience_ms; waited += settled_poll_ms) {
      const auto moving = is_moving();
      if (moving && !*moving) break;
      if (!wait_ms(settled_poll_ms)) return false;
    }
    // What is still due cannot be done, or waits for somebody.
    if (done->done() == 0) return wait_ms(0);
  }
}

// Kept first: a clock that a crash sets back would look at what is done as still to come.
Result<void> TestClock::set_now(Instant now) {
  const std::int64_t shift_ms = now.ms - ports::SystemClock().now().ms;
  if (shift_ms <= parts_.clock.shift_ms()) return {};
  TRY(parts_.keep(shift_ms));
  parts_.clock.set_shift_ms(shift_ms);
  return {};
}

}  // namespace perseat::workers
