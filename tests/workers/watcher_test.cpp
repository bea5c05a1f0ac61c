// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/watcher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "support/harness.h"

namespace perseat::workers {
namespace {

constexpr std::chrono::seconds watched_for_max{5};

class WatcherTest : public testing::Test {
 protected:
  // Whether there have been as many looks before long.
  bool sees_looks(int count) {
    const auto end = std::chrono::steady_clock::now() + watched_for_max;
    while (looks_ < count && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return looks_ >= count;
  }

  test::Harness harness_;
  std::atomic<int> looks_ = 0;
};

TEST_F(WatcherTest, LooksWhenNotifiedAndAfterThePauseOnly) {
  std::atomic<bool> goes_on = true;
  const auto watcher = Watcher::start(harness_.database(), [&](ports::Connection&) {
                         ++looks_;
                         return goes_on ? std::optional<std::int64_t>(1) : std::nullopt;
                       }).value();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(looks_, 0);
  watcher->notify();
  EXPECT_TRUE(sees_looks(10));
  goes_on = false;
  // The look in hand may be one that still says to go on.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const int before = looks_;
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(looks_, before);
  watcher->notify();
  EXPECT_TRUE(sees_looks(before + 1));
}

TEST_F(WatcherTest, IsWokenFromAPause) {
  const auto watcher = Watcher::start(harness_.database(), [&](ports::Connection&) {
                         ++looks_;
                         return std::optional<std::int64_t>(3'600'000);
                       }).value();
  watcher->notify();
  ASSERT_TRUE(sees_looks(1));
  watcher->notify();
  EXPECT_TRUE(sees_looks(2));
  // And ends without waiting for the pause.
}

TEST_F(WatcherTest, GoesOnWhenALookThrows) {
  const auto watcher =
      Watcher::start(harness_.database(), [&](ports::Connection&) -> std::optional<std::int64_t> {
        if (++looks_ == 1) throw std::runtime_error("a bug");
        return std::nullopt;
      }).value();
  watcher->notify();
  EXPECT_TRUE(sees_looks(2));
}

}  // namespace
}  // namespace perseat::workers
