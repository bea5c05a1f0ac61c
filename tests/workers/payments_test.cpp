// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// From the intent to the money and back into the database, and what becomes of it when something
// dies in between.
#include "workers/payments.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "support/buying.h"
#include "support/fake_gateway.h"
#include "support/forwarding.h"

namespace perseat::workers {
namespace {

using namespace std::chrono_literals;
using usecases::PaymentOutcome;

constexpr int gateway_threads = 2;

// Its readers wait, as those of a server do that is stopped but not dead, until their deadline.
class SilentDatabase final : public test::ForwardingDatabase {
 public:
  using ForwardingDatabase::ForwardingDatabase;
  std::atomic<bool> is_silent = false;
  std::atomic<bool> is_silent_to_reconciler = false;

  Result<std::unique_ptr<ports::Connection>> connect_reader() override {
    auto real = TRY(ForwardingDatabase::connect_reader());
    // The reconciler's is the last one of each start.
    const bool is_reconcilers = ++readers_ % (gateway_threads + 1) == 0;
    return std::unique_ptr<ports::Connection>(new Reader(
        std::move(real), is_reconcilers ? is_silent_to_reconciler : is_silent, is_silent));
  }

 private:
  class Reader final : public test::ForwardingConnection {
   public:
    Reader(std::unique_ptr<ports::Connection> real, const std::atomic<bool>& is_silent,
           const std::atomic<bool>& is_silent_to_all)
        : ForwardingConnection(std::move(real)),
          is_silent_(is_silent),
          is_silent_to_all_(is_silent_to_all) {}
    Result<void> begin(const ports::Visibility& whose) override {
      const auto until = std::chrono::steady_clock::now() + 2s;
      while (is_silent() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(5ms);
      if (is_silent()) return unavailable("databaseAway", "It does not answer.");
      return ForwardingConnection::begin(whose);
    }

   private:
    [[nodiscard]] bool is_silent() const { return is_silent_ || is_silent_to_all_; }
    const std::atomic<bool>& is_silent_;
    const std::atomic<bool>& is_silent_to_all_;
  };

  int readers_ = 0;
};

class PaymentsTest : public testing::Test {
 protected:
  void SetUp() override { start(); }
  void TearDown() override {
    if (payments_) payments_->stop();
    harness_.after_commit = {};
  }

  void start() {
    PaymentTimes times;
    times.reconcile_every = 10ms;
    times.retry_first = 20ms;
    times.retry_max = 40ms;
    times.outage_pause = 30ms;
    times.lease = lease_;
    times.ask_again = 10ms;
    times.patience = patience_;
    auto started = Payments::start({database_,
                                    harness_.queue(),
                                    gateway_,
                                    harness_.clock,
                                    {},
                                    "https://perseat.example.test/subscriptions/",
                                    gateway_threads,
                                    times});
    ASSERT_TRUE(started.has_value());
    payments_ = std::move(*started);
    if (notices_) harness_.after_commit = [this](store::State& state) { payments_->notice(state); };
  }
  // As if the process had died and another one had been started.
  void restart() {
    payments_->stop();
    start();
  }
  usecases::BuySubscription::Output buy(std::int64_t quantity) {
    auto bought = harness_.run(shop_.purchase(quantity), shop_.buyer());
    EXPECT_TRUE(bought.has_value()) << bought.error().detail;
    return *bought;
  }
  std::future<PaymentOutcome> wait_for(AttemptId attempt) {
    auto told = std::make_shared<std::promise<PaymentOutcome>>();
    payments_->collect({shop_.world().org, attempt},
                       [told](const PaymentOutcome& outcome) { told->set_value(outcome); });
    return told->get_future();
  }
  PaymentOutcome outcome_of(AttemptId attempt) {
    auto told = wait_for(attempt);
    if (told.wait_for(20s) != std::future_status::ready) {
      ADD_FAILURE() << "nobody told how the payment ended";
      return {};
    }
    return told.get();
  }

  test::Harness harness_;
  SilentDatabase database_{harness_.database()};
  std::chrono::milliseconds patience_ = 5s;
  std::chrono::milliseconds lease_ = lease_lasts;
  test::Shop shop_{harness_};
  test::FakeGateway gateway_;
  std::unique_ptr<Payments> payments_;
  bool notices_ = true;
};

TEST_F(PaymentsTest, ChargesAndOpensTheSeats) {
  const auto bought = buy(4);
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::succeeded);
  EXPECT_EQ(shop_.subscription(bought.subscription).status, SubscriptionStatus::active);
  EXPECT_EQ(gateway_.charged_minor(), 5950);
  // Asked again, it tells at once and charges nothing more.
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::succeeded);
  EXPECT_EQ(gateway_.charges(), 1U);
}

TEST_F(PaymentsTest, ChargesWhatWasJustCommittedWithoutReadingIt) {
  database_.is_silent = true;
  const auto bought = buy(3);
  for (int i = 0; i < 2'000 && gateway_.charges() == 0; ++i) std::this_thread::sleep_for(10ms);
  database_.is_silent = false;
  payments_->stop();
  EXPECT_EQ(gateway_.charges(), 1U);
  EXPECT_EQ(shop_.subscription(bought.subscription).status, SubscriptionStatus::active);
}

TEST_F(PaymentsTest, ReadsAgainWhatAnotherServerMayHaveTakenUp) {
  patience_ = 300ms;
  lease_ = 0ms;
  restart();
  database_.is_silent = true;
  const auto bought = buy(3);
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::open);
  EXPECT_EQ(gateway_.charges(), 0U);
  database_.is_silent = false;
}

TEST_F(PaymentsTest, TellsWhyTheBankDeclined) {
  gateway_.answer_charges_with({ports::ChargeStatus::declined,
                                "charge",
                                ports::DeclineCode::insufficient_funds,
                                "insufficient_funds",
                                {}});
  const auto bought = buy(4);
  const PaymentOutcome outcome = outcome_of(bought.attempt);
  EXPECT_EQ(outcome.status, AttemptStatus::declined);
  EXPECT_EQ(outcome.decline_code, "insufficientFunds");
  EXPECT_EQ(shop_.subscription(bought.subscription).status, SubscriptionStatus::deleted);
}

TEST_F(PaymentsTest, SendsTheBuyerToTheBankAndNoticesTheEnd) {
  gateway_.answer_charges_with(
      {ports::ChargeStatus::needs_action, "charge-7", {}, {}, "https://bank.example.test/7"});
  const auto bought = buy(4);
  const PaymentOutcome waiting = outcome_of(bought.attempt);
  EXPECT_EQ(waiting.status, AttemptStatus::needs_action);
  EXPECT_EQ(waiting.next_action_url, "https://bank.example.test/7");
  EXPECT_EQ(shop_.subscription(bought.subscription).status, SubscriptionStatus::pending_payment);
  // Told again to whoever asks again, until the buyer is given up.
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::needs_action);
  harness_.clock.advance_ms(2 * hour_ms);
  const PaymentOutcome ended = outcome_of(bought.attempt);
  EXPECT_EQ(ended.status, AttemptStatus::declined);
  EXPECT_EQ(ended.decline_code, "canceled");
  EXPECT_EQ(shop_.subscription(bought.subscription).status, SubscriptionStatus::deleted);
}

TEST_F(PaymentsTest, ChargesOnceWhenTheAnswerIsLost) {
  gateway_.answer_charges_with({ports::ChargeStatus::unknown, {}, {}, {}, {}});
  const auto bought = buy(4);
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::succeeded);
  EXPECT_EQ(gateway_.charges(), 1U);
  EXPECT_EQ(shop_.pool(bought.subscription).total, 4);
}

TEST_F(PaymentsTest, TakesUpWhatWasLeftBetweenIntentAndCharge) {
  harness_.after_commit = {};
  payments_->stop();
  const auto bought = buy(4);  // the process dies before anybody charges
  EXPECT_EQ(gateway_.charges(), 0U);
  start();
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::succeeded);
  EXPECT_EQ(gateway_.charges(), 1U);
}

TEST_F(PaymentsTest, FindsTheChargeThatADeadProcessMade) {
  harness_.after_commit = {};
  payments_->stop();
  const auto bought = buy(4);
  ports::ChargeRequest request;
  request.attempt = bought.attempt;
  request.customer = "cus_test";
  request.payment_method_token = "pm_test";
  request.amount = {5950, Currency("EUR")};
  ASSERT_TRUE(gateway_.charge(request).has_value());  // charged, and dead before settling
  start();
  EXPECT_EQ(outcome_of(bought.attempt).status, AttemptStatus::succeeded);
  EXPECT_EQ(gateway_.charges(), 1U);
  EXPECT_EQ(shop_.pool(bought.subscription).total, 4);
}

TEST_F(PaymentsTest, WaitsThroughAnOutageOfTheGateway) {
  gateway_.fail_with(unavailable("gatewayUnavailable", "Away."));
  const auto bought = buy(4);
  auto told = wait_for(bought.attempt);
  EXPECT_EQ(told.wait_for(300ms), std::future_status::timeout);
  EXPECT_EQ(shop_.subscription(bought.subscription).status, SubscriptionStatus::pending_payment);
  gateway_.fail_with(std::nullopt);
  ASSERT_EQ(told.wait_for(20s), std::future_status::ready);
  EXPECT_EQ(told.get().status, AttemptStatus::succeeded);
  EXPECT_TRUE(payments_->is_gateway_up());
}

TEST_F(PaymentsTest, KnowsThatTheGatewayIsAway) {
  EXPECT_TRUE(payments_->is_gateway_up());
  gateway_.fail_with(unavailable("gatewayUnavailable", "Away."));
  for (int i = 0; i < 6; ++i) buy(1);
  bool was_down = false;
  for (int i = 0; i < 2'000 && !was_down; ++i) {
    was_down = !payments_->is_gateway_up();
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_TRUE(was_down);
}

TEST_F(PaymentsTest, ChargesNobodyWhoHasStoppedWaiting) {
  harness_.after_commit = {};
  payments_->stop();
  const auto bought = buy(4);
  harness_.clock.advance_ms(2 * hour_ms);
  start();
  auto told = wait_for(bought.attempt);
  EXPECT_EQ(told.wait_for(300ms), std::future_status::timeout) << "the gateway may find it late";
  EXPECT_EQ(gateway_.charges(), 0U);
}

TEST_F(PaymentsTest, RefundsWhatACancellationGivesBack) {
  const auto bought = buy(4);
  outcome_of(bought.attempt);
  ASSERT_TRUE(shop_.cancel(bought.subscription).has_value());
  const PaymentAttempt refund = shop_.attempts().back();
  ASSERT_EQ(refund.purpose, AttemptPurpose::refund);
  EXPECT_EQ(outcome_of(refund.id).status, AttemptStatus::succeeded);
  EXPECT_EQ(gateway_.refunded_minor(), 5950);
  EXPECT_EQ(shop_.attempts().back().status, AttemptStatus::succeeded);
}

// A database server that was the leader until now may not know an attempt that is being charged.
TEST_F(PaymentsTest, DeclinesNothingThatItCannotFind) {
  auto told = wait_for(harness_.new_id<AttemptId>());
  EXPECT_EQ(told.wait_for(200ms), std::future_status::timeout);
  payments_->stop();
  EXPECT_EQ(told.get().status, AttemptStatus::open);
}

// A round of the reconciler that ends while the server stops takes nobody up any more.
TEST_F(PaymentsTest, TellsThoseWhoWaitThatItStopsAlsoInTheMiddleOfARound) {
  auto told = wait_for(harness_.new_id<AttemptId>());
  database_.is_silent_to_reconciler = true;
  std::this_thread::sleep_for(100ms);
  std::thread stopping([this] { payments_->stop(); });
  std::this_thread::sleep_for(50ms);
  database_.is_silent_to_reconciler = false;
  stopping.join();
  EXPECT_EQ(told.get().status, AttemptStatus::open);
}

TEST_F(PaymentsTest, LetsNobodyWaitForASilentDatabase) {
  patience_ = 100ms;
  restart();
  gateway_.fail_with(unavailable("gatewayUnavailable", "Away."));
  const auto bought = buy(4);
  database_.is_silent = true;
  auto told = wait_for(bought.attempt);
  EXPECT_EQ(told.wait_for(1s), std::future_status::ready);
  database_.is_silent = false;
  EXPECT_EQ(told.get().status, AttemptStatus::open);
}

TEST_F(PaymentsTest, KnowsWhetherTheDatabaseAnswers) {
  const auto until_it_is = [this](bool is_there) {
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (payments_->is_database_there() != is_there && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(1ms);
    return payments_->is_database_there();
  };
  EXPECT_TRUE(payments_->is_database_there());
  database_.is_silent = true;
  EXPECT_FALSE(until_it_is(false));
  database_.is_silent = false;
  EXPECT_TRUE(until_it_is(true));
}

TEST_F(PaymentsTest, TellsThoseWhoWaitThatItStops) {
  gateway_.fail_with(unavailable("gatewayUnavailable", "Away."));
  const auto bought = buy(4);
  auto told = wait_for(bought.attempt);
  payments_->stop();
  ASSERT_EQ(told.wait_for(20s), std::future_status::ready);
  EXPECT_EQ(told.get().status, AttemptStatus::open);
  EXPECT_EQ(shop_.attempts()[0].status, AttemptStatus::open);
}

TEST_F(PaymentsTest, SettlesManyAtOnce) {
  std::vector<std::future<PaymentOutcome>> told;
  std::vector<SubscriptionId> bought;
  for (int i = 0; i < 20; ++i) {
    const auto one = buy(1);
    bought.push_back(one.subscription);
    told.push_back(wait_for(one.attempt));
  }
  for (auto& one : told) {
    ASSERT_EQ(one.wait_for(20s), std::future_status::ready);
    EXPECT_EQ(one.get().status, AttemptStatus::succeeded);
  }
  EXPECT_EQ(gateway_.charges(), 20U);
  for (const SubscriptionId id : bought) EXPECT_EQ(shop_.pool(id).total, 1);
}

}  // namespace
}  // namespace perseat::workers
