// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Two servers on one database: what one works on is left to it while it lives, taken over when it
// is dead, and harmed by nothing that it still does then.
#include <gtest/gtest.h>

#include <thread>

#include "base/fold.h"
#include "support/buying.h"
#include "support/fake_gateway.h"
#include "support/other_server.h"
#include "usecases/licenses/create_assignment_job.h"
#include "usecases/licenses/run_assignment_chunk.h"
#include "workers/jobs.h"
#include "workers/lease_watch.h"
#include "workers/payments.h"

namespace perseat::workers {
namespace {

using namespace std::chrono_literals;
using usecases::FailJob;
using usecases::RunAssignmentChunk;

TEST(LeaseWatch, SeesThatALeaseStaysAsItIs) {
  IdSource ids(1);
  const auto self = ids.make<ServerId>({});
  const auto other = ids.make<ServerId>({});
  const std::chrono::steady_clock::time_point start{1h};
  struct Case {
    Lease lease;
    std::chrono::milliseconds later;
    bool is_free;
    bool should_claim;
  };
  // Of one row, as it is read again and again.
  const Case cases[] = {
      {{{}, 0}, 0ms, true, true},           {{other, 1}, 10ms, false, false},
      {{other, 1}, 10'009ms, false, false}, {{other, 2}, 10'011ms, false, false},
      {{other, 2}, 20'010ms, false, false}, {{other, 2}, 20'011ms, true, true},
      {{self, 3}, 20'012ms, true, false},   {{self, 3}, 22'511ms, true, false},
      {{self, 3}, 22'512ms, true, true},    {{other, 4}, 90'000ms, false, false},
  };
  LeaseWatch<JobId> watch(self, 10s);
  for (const Case& one : cases) {
    EXPECT_EQ(watch.is_free({}, one.lease, start + one.later), one.is_free) << one.later.count();
    EXPECT_EQ(watch.should_claim({}, one.lease, start + one.later), one.should_claim)
        << one.later.count();
  }
  watch.forget_old(start + 190s);
  EXPECT_TRUE(watch.is_free({}, {other, 4}, start + 190s)) << "seen not long ago";
  watch.forget_old(start + 291s);
  EXPECT_FALSE(watch.is_free({}, {other, 4}, start + 291s)) << "as if for the first time";
}

class Leases : public testing::Test {
 protected:
  JobId create_job(int people) {
    std::vector<std::string> who;
    harness_.insert([&](store::State& state) {
      for (int i = 0; i < people; ++i) {
        User user;
        user.org = org();
        user.id = harness_.new_id<UserId>();
        user.email = user.id.text() + "@example.test";
        state.users.add(user);
        state.logins.add({fold_email(user.email), user.org, user.id, "", 0, {}});
        who.push_back(user.id.text());
      }
    });
    pool_ = shop_.buy(people);
    const auto made = first_.run(
        usecases::CreateAssignmentJob{pool_, true, std::move(who), "userIds", {}}, shop_.buyer());
    EXPECT_TRUE(made.has_value()) << made.error().reason;
    return made->job;
  }
  Job stored(JobId job) {
    store::Needs needs;
    needs.jobs.add({org(), job});
    return harness_.load(needs).jobs.get({org(), job});
  }
  // A chunk from the row, with a lease that may be of the past.
  std::int64_t run_chunk(test::OtherServer& server, JobId job, std::int64_t first_row,
                         const Lease& lease) {
    const auto done = server.run(
        RunAssignmentChunk{job, pool_, shop_.world().buyer, first_row, lease}, shop_.buyer());
    EXPECT_TRUE(done.has_value());
    return done->rows_done;
  }
  Job wait_for_end(JobId job) {
    for (int i = 0; i < 4'000 && stored(job).state != JobState::done; ++i)
      std::this_thread::sleep_for(5ms);
    EXPECT_EQ(stored(job).state, JobState::done);
    return stored(job);
  }
  std::unique_ptr<Payments> start_payments(test::OtherServer& server,
                                           ports::PaymentGateway& gateway) {
    PaymentTimes times;
    times.reconcile_every = 10ms;
    times.retry_first = 20ms;
    times.retry_max = 40ms;
    times.outage_pause = 30ms;
    times.lease = lease_;
    return std::move(*Payments::start({harness_.database(),
                                       server.queue(),
                                       gateway,
                                       harness_.clock,
                                       {},
                                       "https://perseat.example.test/",
                                       2,
                                       times}));
  }
  [[nodiscard]] OrgId org() const { return shop_.world().org; }

  static constexpr std::chrono::milliseconds lease_{1'500};
  test::Harness harness_;
  test::Shop shop_{harness_};
  test::OtherServer first_{harness_, 11};
  test::OtherServer second_{harness_, 22};
  SubscriptionId pool_;
};

TEST_F(Leases, AJobIsLeftToTheServerThatWorksOnIt) {
  const JobId job = create_job(45);
  EXPECT_EQ(stored(job).lease, (Lease{first_.id(), 0})) << "who made it";
  ASSERT_EQ(run_chunk(first_, job, 1, stored(job).lease), 20);
  EXPECT_EQ(stored(job).lease, (Lease{first_.id(), 1}));
  const auto others = Jobs::start(harness_.database(), second_.queue(), 1h);
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(stored(job).rows_done, 20);
  const auto own = Jobs::start(harness_.database(), first_.queue(), 1h);
  EXPECT_EQ(wait_for_end(job).lease, (Lease{first_.id(), 3}));
}

TEST_F(Leases, AJobOfADeadServerIsTakenUp) {
  const JobId job = create_job(45);
  ASSERT_EQ(run_chunk(first_, job, 1, stored(job).lease), 20);
  const auto jobs = Jobs::start(harness_.database(), second_.queue(), 100ms);
  const Job done = wait_for_end(job);
  EXPECT_EQ(done.lease, (Lease{second_.id(), 3}));
  EXPECT_EQ(done.rows_failed, 0);
  EXPECT_EQ(shop_.pool(pool_).assigned, 45);
}

TEST_F(Leases, WhoHasLostAJobChangesNothingOfIt) {
  const JobId job = create_job(65);
  ASSERT_EQ(run_chunk(first_, job, 1, stored(job).lease), 20);
  const Lease lost = stored(job).lease;
  ASSERT_EQ(run_chunk(second_, job, 21, lost), 40);
  EXPECT_EQ(run_chunk(first_, job, 21, lost), 40);
  EXPECT_EQ(run_chunk(first_, job, 41, lost), 40) << "the right row without the lease";
  ASSERT_TRUE(first_.run(FailJob{job, "internal", lost}, shop_.buyer()).has_value());
  EXPECT_EQ(stored(job).state, JobState::running);
  EXPECT_EQ(shop_.pool(pool_).assigned, 40);
  ASSERT_TRUE(second_.run(FailJob{job, "internal", stored(job).lease}, shop_.buyer()).has_value());
  EXPECT_EQ(stored(job).state, JobState::failed);
}

TEST_F(Leases, TwoThatTakeAJobFromEachOtherDoEachRowOnce) {
  const JobId job = create_job(400);
  const auto some = Jobs::start(harness_.database(), first_.queue(), 0ms);
  const auto others = Jobs::start(harness_.database(), second_.queue(), 0ms);
  const Job done = wait_for_end(job);
  EXPECT_EQ(done.rows_done, 400);
  EXPECT_EQ(done.rows_failed, 0) << "nobody is found to have a license already";
  EXPECT_EQ(shop_.pool(pool_).assigned, 400);
  EXPECT_EQ(done.lease.beat, 20) << "each chunk once";
}

TEST_F(Leases, APaymentIsLeftToItsServerUntilThatIsDead) {
  test::FakeGateway away;
  test::FakeGateway gateway;
  away.fail_with(unavailable("gatewayUnavailable", "Away."));
  const auto patient = start_payments(first_, away);
  const auto eager = start_payments(second_, gateway);
  const auto bought = first_.run(shop_.purchase(4), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  std::this_thread::sleep_for(2 * lease_);
  EXPECT_EQ(gateway.charges(), 0U) << "the first one renews, though it cannot charge";
  PaymentAttempt attempt = shop_.attempts().front();
  EXPECT_EQ(attempt.lease.server, first_.id());
  EXPECT_GT(attempt.lease.beat, 1);

  patient->stop();
  for (int i = 0; i < 4'000 && attempt.status == AttemptStatus::open; ++i) {
    std::this_thread::sleep_for(5ms);
    attempt = shop_.attempts().front();
  }
  EXPECT_EQ(attempt.status, AttemptStatus::succeeded);
  EXPECT_EQ(attempt.lease.server, second_.id());
  EXPECT_EQ(gateway.charges(), 1U);
  eager->stop();
}

TEST_F(Leases, WhoeverIsAskedAboutAPaymentThatWaitsForTheBuyerTakesIt) {
  test::FakeGateway gateway;
  gateway.answer_charges_with(
      {ports::ChargeStatus::needs_action, "charge-7", {}, {}, "https://bank.example.test/7"});
  const auto one = start_payments(first_, gateway);
  const auto other = start_payments(second_, gateway);
  const auto bought = first_.run(shop_.purchase(4), shop_.buyer());
  ASSERT_TRUE(bought.has_value());
  const PaymentAttempt::Key key{org(), bought->attempt};
  const auto ask = [&key](Payments& payments) {
    auto told = std::make_shared<std::promise<usecases::PaymentOutcome>>();
    payments.collect(key, [told](const auto& outcome) { told->set_value(outcome); });
    return told->get_future().get().status;
  };
  EXPECT_EQ(ask(*one), AttemptStatus::needs_action);
  EXPECT_EQ(shop_.attempts().front().lease.server, first_.id());
  EXPECT_EQ(ask(*other), AttemptStatus::needs_action);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(shop_.attempts().front().lease.server, second_.id()) << "nobody takes it back";
    std::this_thread::sleep_for(5ms);
  }
  one->stop();
  other->stop();
}

}  // namespace
}  // namespace perseat::workers
