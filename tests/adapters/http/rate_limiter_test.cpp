// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/rate_limiter.h"

#include <gtest/gtest.h>

#include <string_view>

namespace perseat::http {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t start_ns = 5'000 * second_ns;

class RateLimiterTest : public testing::Test {
 protected:
  IdSource ids_{7};
  RateLimiter limiter_{{.per_second = 10, .burst = 5}};

  RateLimiter::Caller somebody() { return limiter_.caller(ids_.next(Instant{})); }
  void take_all(RateLimiter::Caller caller, std::int64_t now_ns) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter_.take(caller, 1, now_ns), 0) << i;
  }
};

TEST_F(RateLimiterTest, AdmitsABurstAndThenASteadyPace) {
  const auto caller = somebody();
  take_all(caller, start_ns);
  EXPECT_EQ(limiter_.take(caller, 1, start_ns), second_ns / 10);
  EXPECT_EQ(limiter_.take(caller, 1, start_ns + second_ns / 10 - 1), 1);
  EXPECT_EQ(limiter_.refusals(), 2U);
  for (std::int64_t tenth = 1; tenth <= 50; ++tenth) {
    const std::int64_t now_ns = start_ns + tenth * second_ns / 10;
    EXPECT_EQ(limiter_.take(caller, 1, now_ns), 0);
    EXPECT_GT(limiter_.take(caller, 1, now_ns), 0);
  }
}

TEST_F(RateLimiterTest, SavesUpNoMoreThanABurst) {
  const auto caller = somebody();
  take_all(caller, start_ns);
  take_all(caller, start_ns + 3'600 * second_ns);
  EXPECT_GT(limiter_.take(caller, 1, start_ns + 3'600 * second_ns), 0);
}

TEST_F(RateLimiterTest, ForgetsARefusedRequest) {
  const auto caller = somebody();
  take_all(caller, start_ns);
  for (int i = 0; i < 100; ++i) EXPECT_GT(limiter_.take(caller, 1, start_ns), 0);
  EXPECT_EQ(limiter_.take(caller, 1, start_ns + second_ns / 10), 0);
}

TEST_F(RateLimiterTest, KeepsCallersApart) {
  const auto one = somebody();
  take_all(one, start_ns);
  take_all(somebody(), start_ns);
  EXPECT_GT(limiter_.take(one, 1, start_ns), 0);
}

TEST_F(RateLimiterTest, TakesMoreForWhatCostsMore) {
  const auto caller = somebody();
  EXPECT_EQ(limiter_.take(caller, 4, start_ns), 0);
  EXPECT_EQ(limiter_.take(caller, 4, start_ns), 3 * second_ns / 10);
  EXPECT_EQ(limiter_.take(caller, 1, start_ns), 0);
}

TEST_F(RateLimiterTest, AdmitsWhatCostsMoreThanABurstFromAFullBucket) {
  const auto caller = somebody();
  EXPECT_EQ(limiter_.take(caller, 20, start_ns), 0);
  EXPECT_GT(limiter_.take(caller, 1, start_ns), 0);
}

TEST_F(RateLimiterTest, GivesBackWhatWasTakenTooEarly) {
  const auto caller = somebody();
  take_all(caller, start_ns);
  limiter_.give_back(caller, 1);
  EXPECT_EQ(limiter_.take(caller, 1, start_ns), 0);
  EXPECT_GT(limiter_.take(caller, 1, start_ns), 0);
  limiter_.give_back(somebody(), 1);  // never seen: nothing happens
}

TEST_F(RateLimiterTest, RemembersWhoAskedTooOftenInACrowd) {
  const auto caller = somebody();
  take_all(caller, start_ns);
  for (int i = 0; i < 500'000; ++i) EXPECT_EQ(limiter_.take(somebody(), 1, start_ns), 0);
  EXPECT_GT(limiter_.take(caller, 1, start_ns), 0);
}

TEST_F(RateLimiterTest, KnowsAClientByItsAddress) {
  const auto of = [&](std::string_view address) { return limiter_.caller(address); };
  EXPECT_EQ(of("192.0.2.1"), of("192.0.2.1"));
  EXPECT_NE(of("192.0.2.1"), of("192.0.2.2"));
  EXPECT_EQ(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
  EXPECT_NE(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
  EXPECT_EQ(of("fe80::1%eth0"), of("fe80::1"));
}

TEST(RateLimiterOff, AdmitsEverything) {
  RateLimiter limiter({.per_second = 0, .burst = 1});
  for (int i = 0; i < 10'000; ++i) EXPECT_EQ(limiter.take(1, 20, start_ns), 0);
  limiter.give_back(1, 20);
  EXPECT_EQ(limiter.refusals(), 0U);
}

}  // namespace
}  // namespace perseat::http
