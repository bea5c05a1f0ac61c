// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/timed_work.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "support/samples.h"

namespace perseat::workers {
namespace {

class TimedWorkTest : public testing::Test {
 protected:
  std::unique_ptr<TimedWork> start() {
    auto started = TimedWork::start({.database = harness_.database(),
                                     .queue = harness_.queue(),
                                     .clock = harness_.clock,
                                     .settings = {}});
    return std::move(started).value();
  }
  Subscription subscription(SubscriptionId id) {
    store::Needs needs;
    needs.subscriptions.add({world_.org, id});
    return harness_.load(needs).subscriptions.get({world_.org, id});
  }
  std::int64_t invoices() {
    static const ports::Sql count{"select count(*) from invoice"};
    std::int64_t found = 0;
    EXPECT_TRUE(harness_.unchecked_reader()
                    .query(count, {}, [&](const ports::Row& row) { found = row.integer(0); })
                    .has_value());
    return found;
  }
  void pass_days(int days) { harness_.clock.advance_ms(days * day_ms); }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
};

// More than fit on a page, and what is due again after it was done.
TEST_F(TimedWorkTest, DoesAllThatIsDueAndNothingElse) {
  constexpr int count = 300;
  std::vector<SubscriptionId> ids;
  for (int i = 0; i < count; ++i) ids.push_back(test::add_subscription(harness_, world_, 1));
  const auto work = start();
  EXPECT_EQ(work->run_round()->done(), 0);
  pass_days(60);
  const auto done = work->run_round();
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->failed, 0);
  EXPECT_EQ(work->run_round()->done(), 0);
  EXPECT_EQ(invoices(), 2 * count) << "two months each";
  for (const SubscriptionId id : ids)
    EXPECT_EQ(format_date(subscription(id).period_end), "2026-04-15");
}

// One that cannot be done is parked for a person, and keeps nobody else waiting.
TEST_F(TimedWorkTest, OneThatFailsHoldsUpNoOther) {
  const SubscriptionId broken = test::add_subscription(harness_, world_, 1);
  const SubscriptionId good = test::add_subscription(harness_, world_, 1);
  // An amount that no invoice can hold.
  store::Needs needs;
  needs.subscriptions.add({world_.org, broken});
  needs.license_pools.add({world_.org, broken});
  needs.offers.add(world_.yearly);
  store::State state = harness_.load(needs);
  const PriceId price = harness_.new_id<PriceId>();
  state.prices.add(
      {price, world_.yearly, "", Currency("EUR"), "90000000000000000", false, Instant{}});
  state.subscriptions.change({world_.org, broken}).offer = world_.yearly;
  state.subscriptions.change({world_.org, broken}).price = price;
  state.subscriptions.change({world_.org, broken}).term = Term::yearly;
  state.subscriptions.change({world_.org, broken}).quantity = 90'000;
  state.license_pools.change({world_.org, broken}).total = 90'000;
  state.merge();
  harness_.save(state);
  store::Needs sold;
  sold.prices.add(world_.yearly_price);
  store::State shop = harness_.load(sold);
  shop.prices.remove(world_.yearly_price);
  shop.merge();
  harness_.save(shop);

  const auto work = start();
  pass_days(40);
  ASSERT_TRUE(work->run_round().has_value());
  EXPECT_EQ(format_date(subscription(good).period_end), "2026-03-15");
  EXPECT_EQ(format_date(subscription(broken).period_end), "2026-02-15");
  EXPECT_EQ(subscription(broken).renewal_hold, "amountTooLarge");
  EXPECT_EQ(work->run_round()->failed, 0);
}

// Two servers, or two rounds, at the same moment bill a month once.
TEST_F(TimedWorkTest, TwoAtOnceBillOnce) {
  for (int i = 0; i < 20; ++i) test::add_subscription(harness_, world_, 1);
  pass_days(32);
  const auto one = start();
  const auto two = start();
  std::thread other([&] { (void)two->run_round(); });
  ASSERT_TRUE(one->run_round().has_value());
  other.join();
  EXPECT_EQ(one->run_round()->done(), 0);
  EXPECT_EQ(invoices(), 20);
}

}  // namespace
}  // namespace perseat::workers
