// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Stories of a buyer over months, each told by what the buyer sees.
#include <gtest/gtest.h>

#include "support/buying.h"

namespace perseat::usecases {
namespace {

class BuyingStory : public testing::Test {
 protected:
  test::Harness harness_;
  test::Shop shop_{harness_};
};

// 100 licenses and five more are 105, five fewer 95, and never fewer than people hold.
TEST_F(BuyingStory, TheTotalIsAbsolute) {
  const SubscriptionId id = shop_.buy(100);
  shop_.change_to(id, 105);
  EXPECT_EQ(shop_.pool(id).total, 105);
  EXPECT_EQ(shop_.orders().back().quantity_after - shop_.orders().back().quantity_before, 5);
  shop_.assign(id, 96);
  EXPECT_EQ(shop_.set_quantity(id, 95).error().reason, "belowAssigned");
  EXPECT_EQ(shop_.pool(id).total, 105);
  shop_.assign(id, 95);
  shop_.change_to(id, 95);
  EXPECT_EQ(shop_.pool(id).total, 95);
  EXPECT_EQ(shop_.pool(id).available(), 0);
}

// Two purchases of one product stay two subscriptions with a pool each.
TEST_F(BuyingStory, PurchasesOfOneProductStayApart) {
  const SubscriptionId five = shop_.buy(5);
  const SubscriptionId eight = shop_.buy(8);
  EXPECT_EQ(shop_.pool(five).total + shop_.pool(eight).total, 13);
  EXPECT_NE(shop_.subscription(five).profile, shop_.subscription(eight).profile);
  ASSERT_TRUE(shop_.cancel(five).has_value());
  EXPECT_EQ(shop_.subscription(eight).status, SubscriptionStatus::active);
}

// Canceled today, gone for good after ninety days, and back any day before.
TEST_F(BuyingStory, ACanceledSubscriptionCanComeBackForNinetyDays) {
  const SubscriptionId kept = shop_.buy(3);
  const SubscriptionId lost = shop_.buy(3);
  ASSERT_TRUE(shop_.cancel(kept).has_value());
  ASSERT_TRUE(shop_.cancel(lost).has_value());
  shop_.pass_days(89);
  const auto back =
      harness_.run(ReactivateSubscription{kept, std::nullopt, {}, true}, shop_.buyer());
  ASSERT_TRUE(back.has_value()) << back.error().detail;
  shop_.pay(back->attempt);
  EXPECT_EQ(shop_.subscription(kept).status, SubscriptionStatus::active);
  shop_.pass_days(2);
  const auto late =
      harness_.run(ReactivateSubscription{lost, std::nullopt, {}, true}, shop_.buyer());
  EXPECT_EQ(late.error().reason, "subscriptionDeleted");
}

// 20.00 for the 28 days of February, two of them used: 1.43 stays and 18.57 goes back.
TEST_F(BuyingStory, ACancellationKeepsTheDaysUsed) {
  harness_.clock.set(*parse_instant("2022-02-01T10:00:00Z"));
  harness_.insert([&](store::State& state) {
    state.prices.add({harness_.new_id<PriceId>(), shop_.world().monthly, "DE", Currency("EUR"),
                      "20", true, *parse_instant("2022-01-01T00:00:00Z")});
  });
  const SubscriptionId id = shop_.buy(1);
  EXPECT_EQ(shop_.invoices()[0].total_minor, 2000);
  shop_.pass_days(2);
  const auto canceled = shop_.cancel(id);
  ASSERT_TRUE(canceled.has_value());
  EXPECT_EQ(canceled->refund.minor, 1857);
  EXPECT_EQ(shop_.invoices().back().total_minor, -1857);
}

// A policy closes the shop for what comes; what was bought stays as it is.
TEST_F(BuyingStory, APolicyIsNotRetroactive) {
  const SubscriptionId id = shop_.buy(2);
  harness_.insert([&](store::State& state) {
    state.policies.add({shop_.world().org, shop_.world().product, SelfServicePolicy::disabled,
                        harness_.clock.now(), shop_.world().admin, 1});
  });
  const auto refused = harness_.run(shop_.purchase(1), shop_.buyer());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "policyDisabled");
  EXPECT_EQ(refused.error().code, ErrorCode::policy_denied);
  shop_.change_to(id, 4);
  EXPECT_EQ(shop_.subscription(id).status, SubscriptionStatus::active);
  EXPECT_EQ(shop_.pool(id).total, 4);
}

// A month of changes: every amount is what the quote said on that day.
TEST_F(BuyingStory, EveryQuoteIsTheInvoice) {
  const SubscriptionId id = shop_.buy(10);
  std::int64_t paid = shop_.invoices()[0].total_minor;
  for (const std::int64_t quantity : {13, 12, 20, 7, 8, 1}) {
    shop_.pass_days(4);
    const auto quote = shop_.quote(QuoteKind::quantity_change, id, quantity);
    ASSERT_TRUE(quote.has_value()) << quote.error().detail;
    const std::size_t before = shop_.invoices().size();
    shop_.change_to(id, quantity);
    std::int64_t total = 0;
    const auto invoices = shop_.invoices();
    for (std::size_t i = before; i < invoices.size(); ++i) total += invoices[i].total_minor;
    EXPECT_EQ(total, quote->charge.total.minor) << "to " << quantity;
    paid += total;
  }
  const auto last = shop_.cancel(id);
  ASSERT_TRUE(last.has_value());
  EXPECT_GE(paid - last->refund.minor, 0);
}

}  // namespace
}  // namespace perseat::usecases
