// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/due_work.h"

#include <gtest/gtest.h>

#include "support/buying.h"

namespace perseat::store {
namespace {

class DueWorkTest : public testing::Test {
 protected:
  // As the workers read: over all organizations.
  template <class Read>
  auto look(Read read) {
    const auto snapshot =
        ports::Snapshot::take(harness_.reader(), ports::Visibility::of_everything());
    EXPECT_TRUE(snapshot.has_value());
    return read(harness_.reader()).value();
  }
  std::vector<SubscriptionId> due(DueKind kind, const DueWork& after = {},
                                  std::int64_t limit = 100) {
    const auto found = look([&](ports::Connection& reader) {
      return find_due_work(reader, kind, harness_.clock.now(), after, limit);
    });
    std::vector<SubscriptionId> ids;
    for (const DueWork& work : found) ids.push_back(work.subscription);
    return ids;
  }
  void change(SubscriptionId id, const std::function<void(Subscription&)>& how) {
    const Subscription::Key key{shop_.world().org, id};
    Needs needs;
    needs.subscriptions.add(key);
    State state = harness_.load(needs);
    how(state.subscriptions.change(key));
    state.merge();
    harness_.save(state);
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
};

TEST_F(DueWorkTest, IsWhatItsTimeHasCome) {
  const SubscriptionId renewing = shop_.buy(1);
  const SubscriptionId ending = shop_.buy(1);
  const SubscriptionId parked = shop_.buy(1);
  change(ending, [](Subscription& row) {
    row.next_lifecycle_at = row.renews_at;
    row.renews_at.reset();
    row.recurring_billing = RecurringBilling::off;
  });
  change(parked, [](Subscription& row) { row.renewal_hold = "amountTooLarge"; });
  for (const DueKind kind : {DueKind::renewal, DueKind::parked, DueKind::end, DueKind::collection})
    EXPECT_TRUE(due(kind).empty());
  shop_.pass_days(31);
  EXPECT_EQ(due(DueKind::renewal), std::vector{renewing});
  EXPECT_EQ(due(DueKind::parked), std::vector{parked});
  EXPECT_EQ(due(DueKind::end), std::vector{ending});
  EXPECT_TRUE(due(DueKind::collection).empty());
}

TEST_F(DueWorkTest, ComesPageByPage) {
  for (int i = 0; i < 5; ++i) (void)shop_.buy(1);
  shop_.pass_days(31);
  const auto all = due(DueKind::renewal);
  ASSERT_EQ(all.size(), 5U);
  const auto first = look([&](ports::Connection& reader) {
    return find_due_work(reader, DueKind::renewal, harness_.clock.now(), {}, 2);
  });
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(due(DueKind::renewal, first.back()),
            (std::vector<SubscriptionId>(all.begin() + 2, all.end())));
}

TEST_F(DueWorkTest, TellsTheNextTime) {
  const auto next = [&] {
    return look(
        [&](ports::Connection& reader) { return next_due_time(reader, harness_.clock.now()); });
  };
  EXPECT_EQ(next(), std::nullopt);
  const SubscriptionId id = shop_.buy(1);
  EXPECT_EQ(next(), shop_.subscription(id).renews_at);
  shop_.pass_days(31);
  EXPECT_EQ(next(), std::nullopt) << "what is due already is not still to come";
}

TEST_F(DueWorkTest, KnowsWhetherMoneyMoves) {
  const auto moves = [&] {
    return look([](ports::Connection& reader) { return is_money_moving(reader); });
  };
  EXPECT_FALSE(moves());
  harness_.clock.advance_ms(second_ms);
  const auto bought = harness_.run(shop_.purchase(1), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  EXPECT_TRUE(moves());
  shop_.pay(bought->attempt);
  EXPECT_FALSE(moves());
}

}  // namespace
}  // namespace perseat::store
