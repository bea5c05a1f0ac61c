// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/cards.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "store/detached_cards.h"
#include "support/fake_gateway.h"
#include "support/samples.h"
#include "workers/payments.h"

namespace perseat::workers {
namespace {

using namespace std::chrono_literals;

class CardsTest : public testing::Test {
 protected:
  [[nodiscard]] engine::Call call(UserId user, const std::string& key = {}) const {
    engine::Call made{world.actor(user), "test-request", "", std::nullopt};
    if (!key.empty()) made.idempotency = engine::IdempotencyClaim{key, "hash"};
    return made;
  }

  Result<engine::Answer> add(const std::string& token, const std::string& key = {}) {
    std::promise<Result<engine::Answer>> done;
    cards->add(
        call(world.buyer, key),
        {token, {"Bora Kim", {"Hauptstr. 1", "", "Berlin", "", "10115", "DE"}}},
        [](const usecases::AddPaymentMethod::Output& output) {
          engine::Answer answer{201, "", "", {}, {}, false};
          answer.subject = output.payment_method.id.uuid;
          return answer;
        },
        [&](Result<engine::Answer> answer) { done.set_value(std::move(answer)); });
    return done.get_future().get();
  }
  Result<engine::Answer> rename(const std::string& name) {
    std::promise<Result<engine::Answer>> done;
    Cards::ChangedCard changed{world.card, {}, std::nullopt};
    changed.update.name = name;
    cards->update(
        call(world.buyer), changed, [](const auto&) { return engine::Answer{}; },
        [&](Result<engine::Answer> answer) { done.set_value(std::move(answer)); });
    return done.get_future().get();
  }
  Result<engine::Answer> remove(PaymentMethodId id) {
    std::promise<Result<engine::Answer>> done;
    cards->remove(call(world.buyer), id,
                  [&](Result<engine::Answer> answer) { done.set_value(std::move(answer)); });
    return done.get_future().get();
  }
  // Lets all that was begun come to its end.
  void finish() {
    cards->stop();
    harness.queue().stop();
  }
  [[nodiscard]] std::size_t left_over() {
    return store::cards_to_detach(harness.reader(), 100)->size();
  }
  // The server's worker that looks after what was left open, in a hurry.
  void start_payments() {
    PaymentTimes times;
    times.reconcile_every = times.tidy_every = 10ms;
    payments = *Payments::start({.database = harness.database(),
                                 .queue = harness.queue(),
                                 .gateway = gateway,
                                 .clock = harness.clock,
                                 .settings = {},
                                 .return_url = "",
                                 .threads = 1,
                                 .times = times,
                                 .tidy_up = [this] { cards->detach_left_over(); }});
  }
  // Two deleted cards that the gateway was not told about.
  void leave_cards_attached() {
    const auto first = add("pm_1");
    const auto second = add("pm_2");
    ASSERT_TRUE(first.has_value() && second.has_value());
    gateway.fail_with(unavailable("gatewayUnavailable", "away"));
    ASSERT_TRUE(remove(PaymentMethodId{first->subject}).has_value());
    ASSERT_TRUE(remove(PaymentMethodId{second->subject}).has_value());
    while (gateway.detach_calls() < 2) std::this_thread::yield();
  }
  void start() {
    cards = *Cards::start({harness.database(), harness.queue(), gateway, harness.clock, 2});
  }

  test::Harness harness;
  test::World world = test::make_world(harness);
  test::FakeGateway gateway;
  std::unique_ptr<Cards> cards;
  std::unique_ptr<Payments> payments;

  void SetUp() override { start(); }
};

TEST_F(CardsTest, AnAddedCardIsAttachedToTheCustomerOfTheFirst) {
  const auto added = add("pm_1");
  ASSERT_TRUE(added.has_value()) << added.error().reason;
  EXPECT_TRUE(gateway.is_attached("pm_1"));
  // The buyer has a card with a customer already.
  EXPECT_EQ(gateway.customers(), 0u);
}

TEST_F(CardsTest, ARepeatWithTheSameKeyAsksTheGatewayNothing) {
  const auto first = add("pm_1", "key");
  ASSERT_TRUE(first.has_value());
  gateway.fail_with(unavailable("gatewayUnavailable", "away"));
  const auto second = add("pm_1", "key");
  ASSERT_TRUE(second.has_value());
  EXPECT_TRUE(second->replayed);
  EXPECT_EQ(second->subject, first->subject);
}

TEST_F(CardsTest, ACardThatIsRefusedAfterAttachingIsDetachedAgain) {
  ports::CardDetails foreign;
  foreign.brand = "visa";
  foreign.last4 = "1111";
  foreign.expiry_month = 12;
  foreign.expiry_year = 2030;
  foreign.country = "US";
  gateway.add_token("pm_us", foreign);
  const auto refused = add("pm_us");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "cardCountryMismatch");
  finish();
  EXPECT_FALSE(gateway.is_attached("pm_us"));
}

// A purchase is refused that named the token of a card which is kept already.
TEST_F(CardsTest, ACardThatIsKeptIsNotGivenUp) {
  ASSERT_TRUE(add("pm_1").has_value());
  const usecases::GatewayCard card{"cus_test", "pm_1", "visa", "4242", 12, 2030, "DE"};
  cards->give_up(world.actor(world.buyer), card);
  finish();
  EXPECT_TRUE(gateway.is_attached("pm_1"));
}

TEST_F(CardsTest, AnUnknownTokenIsInvalidAndAnAbsentGatewayUnavailable) {
  const auto unknown = add("unknown");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().reason, "tokenInvalid");
  gateway.fail_with(unavailable("gatewayUnavailable", "away"));
  const auto away = add("pm_1");
  ASSERT_FALSE(away.has_value());
  EXPECT_EQ(away.error().reason, "gatewayUnavailable");
}

TEST_F(CardsTest, AnUpdateThatTheGatewayRefusesChangesNothingHere) {
  gateway.fail_with(unavailable("gatewayUnavailable", "away"));
  EXPECT_FALSE(rename("New Name").has_value());
  gateway.fail_with(std::nullopt);
  EXPECT_TRUE(rename("Newer Name").has_value());
  store::Needs needs;
  needs.payment_methods.add({world.org, world.card});
  const store::State state = harness.load(needs);
  EXPECT_EQ(state.payment_methods.get({world.org, world.card}).holder_name, "Newer Name");
}

TEST_F(CardsTest, ADeletedCardIsDetachedAfterTheCommit) {
  const auto added = add("pm_1");
  ASSERT_TRUE(added.has_value());
  ASSERT_TRUE(remove(PaymentMethodId{added->subject}).has_value());
  finish();
  EXPECT_FALSE(gateway.is_attached("pm_1"));
  EXPECT_EQ(left_over(), 0u);
}

TEST_F(CardsTest, ACardLeftAttachedByAnOutageIsDetachedLater) {
  const auto added = add("pm_1");
  ASSERT_TRUE(added.has_value());
  gateway.fail_with(unavailable("gatewayUnavailable", "away"));
  ASSERT_TRUE(remove(PaymentMethodId{added->subject}).has_value());
  cards->stop();
  EXPECT_TRUE(gateway.is_attached("pm_1"));
  EXPECT_EQ(left_over(), 1u);
  gateway.fail_with(std::nullopt);
  start();
  cards->detach_left_over();
  while (gateway.is_attached("pm_1")) std::this_thread::yield();
  finish();
  EXPECT_EQ(left_over(), 0u);
}

TEST_F(CardsTest, CardsLeftAttachedByAnOutageAreDetachedWithoutARestart) {
  leave_cards_attached();
  start_payments();
  gateway.fail_with(std::nullopt);
  for (int i = 0; i < 2'000 && left_over() > 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(left_over(), 0u);
  EXPECT_EQ(gateway.attached(), 0u);
  payments->stop();
}

TEST_F(CardsTest, AnAbsentGatewayIsAskedOnceARound) {
  leave_cards_attached();
  cards->detach_left_over();
  cards->stop();
  EXPECT_EQ(gateway.detach_calls(), 3u);
  EXPECT_EQ(left_over(), 2u);
}

TEST_F(CardsTest, ACardThatTheGatewayDoesNotKnowIsForgotten) {
  leave_cards_attached();
  gateway.fail_with(not_found());
  cards->detach_left_over();
  finish();
  EXPECT_EQ(left_over(), 0u);
}

}  // namespace
}  // namespace perseat::workers
