// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/read_pool.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <stdexcept>

#include "support/harness.h"

namespace perseat::workers {
namespace {

constexpr std::chrono::seconds patience{5};

class ReadPoolTest : public testing::Test {
 protected:
  test::Harness harness_;
};

TEST_F(ReadPoolTest, GoesOnWhenWorkThrows) {
  std::promise<void> done;  // outlives the thread that keeps it
  const auto pool = ReadPool::start(harness_.database(), {.threads = 1}).value();
  ASSERT_TRUE(pool->submit([](ports::Connection&) { throw std::runtime_error("a bug of ours"); }));
  ASSERT_TRUE(pool->submit([&](ports::Connection&) { done.set_value(); }));
  EXPECT_EQ(done.get_future().wait_for(patience), std::future_status::ready);
}

TEST_F(ReadPoolTest, LetsGoOfWorkThatThrew) {
  std::promise<void> gone;
  const auto pool = ReadPool::start(harness_.database(), {.threads = 1}).value();
  auto tells_its_end = std::shared_ptr<int>(new int(0), [&](const int* held) {
    delete held;
    gone.set_value();
  });
  ASSERT_TRUE(pool->submit([held = std::move(tells_its_end)](ports::Connection&) {
    throw std::runtime_error("a bug of ours");
  }));
  EXPECT_EQ(gone.get_future().wait_for(patience), std::future_status::ready);
}

TEST_F(ReadPoolTest, RefusesWorkWhenTooMuchWaits) {
  std::promise<void> begun;
  std::promise<void> may_end;
  const auto pool = ReadPool::start(harness_.database(), {.threads = 1, .waiting_max = 2}).value();
  ASSERT_TRUE(pool->submit([&](ports::Connection&) {
    begun.set_value();
    may_end.get_future().wait();
  }));
  begun.get_future().wait();
  EXPECT_TRUE(pool->submit([](ports::Connection&) {}));
  EXPECT_TRUE(pool->submit([](ports::Connection&) {}));
  EXPECT_FALSE(pool->submit([](ports::Connection&) {}));
  may_end.set_value();
}

}  // namespace
}  // namespace perseat::workers
