// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "engine/command_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "store/audit.h"
#include "support/samples.h"

namespace perseat::engine {
namespace {

// Takes one seat of a pool for nobody: the smallest command that two callers can fight over.
struct TakeSeat {
  SubscriptionId subscription;
  struct Output {
    std::int64_t available = 0;
  };

  void needs(store::Needs& needs, const Actor& actor) const {
    needs.license_pools.add({actor.org, subscription});
  }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    LicensePool& pool = state.license_pools.change({context.actor.org, subscription});
    if (pool.available() == 0) return conflict("noSeats", "No seat is left.");
    ++pool.assigned;
    store::append_event(state, context, {"takeSeat", "subscription", subscription.uuid, {}});
    return Output{pool.available()};
  }
};

struct Breaks {
  struct Output {};
  void needs(store::Needs&, const Actor&) const {}
  [[nodiscard]] Result<Output> decide(store::State&, const Context&) const { throw Bug("planted"); }
};

// Breaks a constraint of the database, which only saving finds out.
struct OverfillPool {
  SubscriptionId subscription;
  struct Output {};
  void needs(store::Needs& needs, const Actor& actor) const {
    needs.license_pools.add({actor.org, subscription});
  }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    LicensePool& pool = state.license_pools.change({context.actor.org, subscription});
    pool.assigned = pool.total + 1;
    return Output{};
  }
};

template <class UseCase>
void submit_counted(test::Harness& harness, UseCase use_case, const Actor& actor,
                    std::atomic<int>& done, std::atomic<int>& refused) {
  submit(
      harness.queue(), std::move(use_case), Call{actor, "r", "", {}},
      [](const auto&) { return Answer{}; },
      [&](Result<Answer> answer) { ++(answer ? done : refused); });
}

TEST(CommandQueue, GivesTheLastSeatsToExactlyAsManyAsThereAre) {
  test::Harness harness;
  harness.leaves_damage();
  const test::World world = test::make_world(harness);
  const SubscriptionId subscription = test::add_subscription(harness, world, 100);
  const Actor actor = world.actor(world.buyer);
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 10; ++caller) {
    callers.emplace_back([&] {
      for (int i = 0; i < 100; ++i)
        submit_counted(harness, TakeSeat{subscription}, actor, done, refused);
    });
  }
  callers.clear();
  harness.queue().stop();
  EXPECT_EQ(done, 100);
  EXPECT_EQ(refused, 900);
  store::Needs needs;
  needs.license_pools.add({world.org, subscription});
  needs.audit_heads.add(world.org);
  const store::State state = harness.load(needs);
  EXPECT_EQ(state.license_pools.get({world.org, subscription}).assigned, 100);
  EXPECT_EQ(state.audit_heads.get(world.org).sequence, 100);
}

TEST(CommandQueue, DiscardsTheChangeOfACommandWithABugAndGoesOn) {
  // The variable that makes bugs abort is for all other tests.
  unsetenv("PERSEAT_ABORT_ON_BUG");
  test::Harness harness;
  harness.leaves_damage();
  const test::World world = test::make_world(harness);
  const SubscriptionId subscription = test::add_subscription(harness, world, 1);
  const auto broken = harness.run(Breaks{}, world.actor(world.buyer));
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error().code, ErrorCode::internal);
  EXPECT_TRUE(harness.run(TakeSeat{subscription}, world.actor(world.buyer)).has_value());
}

TEST(CommandQueue, RefusesOnlyTheCommandThatBreaksAConstraint) {
  test::Harness harness;
  harness.leaves_damage();
  const test::World world = test::make_world(harness);
  const SubscriptionId good = test::add_subscription(harness, world, 5);
  const SubscriptionId bad = test::add_subscription(harness, world, 5);
  const Actor actor = world.actor(world.buyer);
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  for (int i = 0; i < 5; ++i) {
    submit_counted(harness, TakeSeat{good}, actor, done, refused);
    submit_counted(harness, OverfillPool{bad}, actor, done, refused);
  }
  harness.queue().stop();
  EXPECT_EQ(done, 5);
  EXPECT_EQ(refused, 5);
}

TEST(CommandQueue, ReplaysTheAnswerOfAKnownKeyAndRefusesItForAnotherRequest) {
  test::Harness harness;
  harness.leaves_damage();
  const test::World world = test::make_world(harness);
  const SubscriptionId subscription = test::add_subscription(harness, world, 5);
  std::vector<Result<Answer>> answers;
  for (const char* hash : {"same", "same", "other"}) {
    submit(
        harness.queue(), TakeSeat{subscription},
        Call{world.actor(world.buyer), "r", "", IdempotencyClaim{"key-1", hash}},
        [](const TakeSeat::Output& output) {
          return Answer{200, std::to_string(output.available), "", {}, {}, false};
        },
        [&](Result<Answer> answer) { answers.push_back(std::move(answer)); });
  }
  harness.queue().stop();
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0]->body, "4");
  EXPECT_EQ(answers[1]->body, "4");
  EXPECT_TRUE(answers[1]->replayed);
  EXPECT_EQ(answers[2].error().reason, "idempotencyKeyReused");
}

TEST(CommandQueue, RefusesWhatComesAfterTheStop) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  harness.queue().stop();
  const auto late = harness.run(Breaks{}, world.actor(world.buyer));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace perseat::engine
