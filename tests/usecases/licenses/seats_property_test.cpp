// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Whatever is assigned, taken back and resized in whatever order: the pool counts its rows and
// never holds more people than seats.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <atomic>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "support/invariants.h"
#include "support/samples.h"
#include "usecases/licenses/assign_licenses.h"
#include "usecases/licenses/unassign_licenses.h"

namespace perseat::usecases {
namespace {

// The seat rule of a new total, without the money around it.
struct SetTotal {
  SubscriptionId subscription;
  std::int64_t total = 0;
  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const {
    needs.license_pools.add({actor.org, subscription});
    needs.subscriptions.add({actor.org, subscription});
  }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    const LicensePool& pool = state.license_pools.get({context.actor.org, subscription});
    const auto change = TRY(decide_total({pool.total, pool.assigned}, total, {}));
    state.license_pools.change({context.actor.org, subscription}).total = change.to;
    state.subscriptions.change({context.actor.org, subscription}).quantity = change.to;
    return Output{};
  }
};

// A model of one pool: who holds a license.
struct Model {
  std::int64_t total = 0;
  std::set<std::size_t> holders;
};

// Ten people, of whom the last three can hold nothing.
struct Cast {
  std::array<UserId, 10> people;
  static constexpr std::size_t assignable = 7;
};

Cast make_cast(test::Harness& harness, const test::World& world) {
  Cast cast;
  for (std::size_t i = 0; i < Cast::assignable; ++i)
    cast.people[i] = test::add_member(harness, world.org, "Person");
  cast.people[7] = world.guest;
  cast.people[8] = world.leaver;
  cast.people[9] = world.stranger;
  return cast;
}

bool can_assign(const Model& model, const std::vector<std::size_t>& chosen) {
  std::set<std::size_t> after = model.holders;
  for (const std::size_t person : chosen) {
    if (person >= Cast::assignable) return false;
    after.insert(person);
  }
  const std::set<std::size_t> once(chosen.begin(), chosen.end());
  return !chosen.empty() && once.size() == chosen.size() &&
         static_cast<std::int64_t>(after.size()) <= model.total;
}

bool can_unassign(const std::vector<std::size_t>& chosen) {
  const std::set<std::size_t> once(chosen.begin(), chosen.end());
  return !chosen.empty() && once.size() == chosen.size() && !once.contains(9);
}

class Pool {
 public:
  Pool() : subscription_(test::add_subscription(harness_, world_, 3)) { model_.total = 3; }

  void step(int kind, const std::vector<std::size_t>& chosen, std::int64_t total) {
    std::vector<UserId> users;
    for (const std::size_t person : chosen) users.push_back(cast_.people[person]);
    if (kind == 0) {
      const bool expected = can_assign(model_, chosen);
      RC_ASSERT(harness_.run(AssignLicenses{subscription_, users, {}}, buyer_).has_value() ==
                expected);
      if (expected) model_.holders.insert(chosen.begin(), chosen.end());
    } else if (kind == 1) {
      const bool expected = can_unassign(chosen);
      RC_ASSERT(harness_.run(UnassignLicenses{subscription_, users}, buyer_).has_value() ==
                expected);
      for (const std::size_t person : chosen) {
        if (expected) model_.holders.erase(person);
      }
    } else {
      const bool expected = total >= 1 && total >= static_cast<std::int64_t>(model_.holders.size());
      RC_ASSERT(harness_.run(SetTotal{subscription_, total}, buyer_).has_value() == expected);
      if (expected) model_.total = total;
    }
    compare();
  }

  void check() { RC_ASSERT(test::broken_rules(harness_) == std::vector<std::string>{}); }

 private:
  void compare() {
    store::Needs needs;
    needs.license_pools.add({world_.org, subscription_});
    for (const UserId user : cast_.people) needs.assignments.add({world_.org, subscription_, user});
    const store::State state = harness_.load(needs);
    const LicensePool& pool = state.license_pools.get({world_.org, subscription_});
    std::int64_t rows = 0;
    state.assignments.each([&](const Assignment&) { ++rows; });
    RC_ASSERT(pool.total == model_.total);
    RC_ASSERT(pool.assigned == rows);
    RC_ASSERT(rows == static_cast<std::int64_t>(model_.holders.size()));
    RC_ASSERT(pool.assigned <= pool.total);
  }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Cast cast_ = make_cast(harness_, world_);
  SubscriptionId subscription_;
  Actor buyer_ = world_.actor(world_.buyer);
  Model model_;
};

TEST(Seats, AreNeverMoreThanBoughtWhateverHappens) {
  // One world for a case of many steps: making a database costs more than a thousand steps.
  setenv("RC_PARAMS", "max_success=8", 0);
  const bool holds = rc::check("pools count their licenses", [] {
    Pool pool;
    const auto steps = *rc::gen::inRange(40, 80);
    for (int i = 0; i < steps; ++i) {
      const auto kind = *rc::gen::inRange(0, 3);
      const auto chosen = *rc::gen::resize(
          4, rc::gen::container<std::vector<std::size_t>>(
                 rc::gen::weightedOneOf<std::size_t>({{9, rc::gen::inRange<std::size_t>(0, 7)},
                                                      {1, rc::gen::inRange<std::size_t>(7, 10)}})));
      pool.step(kind, chosen, *rc::gen::inRange<std::int64_t>(0, 9));
    }
    pool.check();
  });
  EXPECT_TRUE(holds);
}

TEST(Seats, GoToExactlyAHundredOfAThousandWhoAskAtOnce) {
  test::Harness harness;
  const test::World world = test::make_world(harness);
  const SubscriptionId subscription = test::add_subscription(harness, world, 100);
  const Actor buyer = world.actor(world.buyer);
  std::vector<UserId> people;
  harness.insert([&](store::State& state) {
    for (int i = 0; i < 1'000; ++i) {
      User user;
      user.org = world.org;
      user.id = harness.new_id<UserId>();
      user.email = user.id.text();
      people.push_back(user.id);
      state.users.add(user);
      state.logins.add({user.email, user.org, user.id, "", 0, {}});
    }
  });
  std::atomic<int> done = 0;
  std::atomic<int> without_seat = 0;
  std::vector<std::jthread> callers;
  for (std::size_t caller = 0; caller < 10; ++caller) {
    callers.emplace_back([&, caller] {
      for (std::size_t i = caller * 100; i < caller * 100 + 100; ++i) {
        engine::submit(
            harness.queue(), AssignLicenses{subscription, {people[i]}, {}},
            engine::Call{buyer, "r", "", {}}, [](const auto&) { return engine::Answer{}; },
            [&](const Result<engine::Answer>& answer) {
              if (answer)
                ++done;
              else if (answer.error().reason == "noSeats")
                ++without_seat;
            });
      }
    });
  }
  callers.clear();
  harness.queue().stop();
  EXPECT_EQ(done, 100);
  EXPECT_EQ(without_seat, 900);
  store::Needs needs;
  needs.license_pools.add({world.org, subscription});
  for (const UserId user : people) needs.assignments.add({world.org, subscription, user});
  const store::State state = harness.load(needs);
  std::int64_t rows = 0;
  state.assignments.each([&](const Assignment&) { ++rows; });
  EXPECT_EQ(rows, 100);
  EXPECT_EQ(state.license_pools.get({world.org, subscription}).assigned, 100);
}

}  // namespace
}  // namespace perseat::usecases
