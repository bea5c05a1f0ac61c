// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/jobs.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "base/fold.h"
#include "support/invariants.h"
#include "support/samples.h"
#include "usecases/licenses/create_assignment_job.h"
#include "usecases/licenses/run_assignment_chunk.h"

namespace perseat::workers {
namespace {

using usecases::CreateAssignmentJob;
using usecases::RunAssignmentChunk;

class JobsTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  SubscriptionId subscription_ = test::add_subscription(harness_, world_, 30);
  Actor buyer_ = world_.actor(world_.buyer);

  std::vector<std::string> people(int count) {
    std::vector<std::string> ids;
    harness_.insert([&](store::State& state) {
      for (int i = 0; i < count; ++i) {
        User user;
        user.org = world_.org;
        user.id = harness_.new_id<UserId>();
        user.email = "p" + user.id.text() + "@example.test";
        state.users.add(user);
        state.logins.add({fold_email(user.email), world_.org, user.id, "", 0, {}});
        ids.push_back(i % 2 == 0 ? user.id.text() : "P" + user.id.text() + "@Example.Test");
      }
    });
    return ids;
  }
  CreateAssignmentJob wanted(std::vector<std::string> who, bool assigns = true) const {
    return {subscription_, assigns, std::move(who), "userIds", {}};
  }
  JobId create(std::vector<std::string> who, bool assigns = true) {
    const auto made = harness_.run(wanted(std::move(who), assigns), buyer_);
    EXPECT_TRUE(made.has_value()) << made.error().reason;
    return made->job;
  }
  store::State stored(JobId job) {
    store::Needs needs;
    needs.jobs.add({world_.org, job});
    needs.rows_of_jobs.push_back({world_.org, job});
    needs.license_pools.add({world_.org, subscription_});
    return harness_.load(needs);
  }
  Job job_row(JobId job) { return stored(job).jobs.get({world_.org, job}); }
  std::vector<std::string> outcomes(JobId job) {
    const store::State state = stored(job);
    std::vector<std::string> found;
    for (std::int64_t row = 1; row <= state.jobs.get({world_.org, job}).rows_total; ++row)
      found.push_back(state.job_rows.get({world_.org, job, row}).outcome);
    return found;
  }
  std::int64_t assigned(JobId job) {
    return stored(job).license_pools.get({world_.org, subscription_}).assigned;
  }
  Job wait_for_end(JobId job) {
    for (int i = 0; i < 2'000; ++i) {
      const Job row = job_row(job);
      if (row.state == JobState::done || row.state == JobState::failed) return row;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the job does not end";
    return job_row(job);
  }
};

TEST_F(JobsTest, ServeEachPersonAlone) {
  auto who = people(28);
  who.insert(who.end(), {world_.guest.text(), world_.leaver.text(), world_.stranger.text(),
                         "nobody@example.test", "Somebody", who[0]});
  const auto more = people(3);
  who.insert(who.end(), more.begin(), more.end());
  const JobId job = create(who);
  test::expect_consistent(harness_);
  const auto jobs = Jobs::start(harness_.database(), harness_.queue());
  ASSERT_TRUE(jobs.has_value());
  const Job done = wait_for_end(job);
  EXPECT_EQ(done.state, JobState::done);
  EXPECT_EQ(done.rows_done, 37);
  EXPECT_EQ(done.rows_failed, 6);
  EXPECT_TRUE(done.finished_at.has_value());
  auto found = outcomes(job);
  EXPECT_EQ(std::vector<std::string>(found.begin() + 28, found.end()),
            (std::vector<std::string>{"guest", "disabled", "notFound", "notFound", "notFound",
                                      "alreadyAssigned", "assigned", "assigned", "noSeats"}));
  EXPECT_EQ(assigned(job), 30);

  const JobId back = create({who[0], world_.colleague.text(), world_.stranger.text()}, false);
  (*jobs)->notify();
  EXPECT_EQ(wait_for_end(back).rows_failed, 1);
  EXPECT_EQ(outcomes(back), (std::vector<std::string>{"unassigned", "notAssigned", "notFound"}));
  EXPECT_EQ(assigned(job), 29);
}

TEST_F(JobsTest, GoOnWhereTheyWereAndRepeatNothing) {
  const JobId job = create(people(25));
  const RunAssignmentChunk first{job, subscription_, world_.buyer, 1, job_row(job).lease};
  Actor system = buyer_;
  ASSERT_EQ(harness_.run(first, system)->rows_done, 20);
  // The same chunk again, as after an answer that was lost.
  EXPECT_EQ(harness_.run(first, system)->rows_done, 20);
  EXPECT_EQ(assigned(job), 20);
  EXPECT_EQ(job_row(job).state, JobState::running);
  const auto jobs = Jobs::start(harness_.database(), harness_.queue());
  EXPECT_EQ(wait_for_end(job).rows_done, 25);
  EXPECT_EQ(assigned(job), 25);
  EXPECT_EQ(harness_.run(first, system)->state, JobState::done);
}

TEST_F(JobsTest, EndAsFailedWhenTheirCallerMayNoLonger) {
  const JobId job = create(people(25));
  store::Needs needs;
  needs.users.add({world_.org, world_.buyer});
  store::State state = harness_.load(needs);
  state.users.change({world_.org, world_.buyer}).state = UserState::disabled;
  state.merge();
  harness_.save(state);
  const auto jobs = Jobs::start(harness_.database(), harness_.queue());
  const Job ended = wait_for_end(job);
  EXPECT_EQ(ended.state, JobState::failed);
  EXPECT_EQ(ended.failure, "accountDisabled");
  EXPECT_EQ(assigned(job), 0);
  EXPECT_EQ(outcomes(job)[0], "");
}

TEST_F(JobsTest, ServeAsManyAsTenThousandPeople) {
  std::vector<std::string> who(10'001, "nobody@example.test");
  EXPECT_EQ(harness_.run(wanted(who), buyer_).error().reason, "tooMany");
  EXPECT_EQ(harness_.run(wanted({}), buyer_).error().reason, "peopleRequired");
  EXPECT_EQ(harness_.run(wanted({"p@example.test", "4242 4242 4242 4242"}), buyer_).error().reason,
            "cardDataRefused");
  who.pop_back();
  const JobId job = create(who);
  EXPECT_EQ(job_row(job).rows_total, 10'000);
}

TEST_F(JobsTest, AreForWhoMayAssign) {
  const std::vector<std::string> who{world_.colleague.text()};
  EXPECT_EQ(harness_.run(wanted(who), world_.actor(world_.admin)).error().reason,
            "selfServiceAdminReadOnly");
  EXPECT_EQ(harness_.run(wanted(who), world_.actor(world_.stranger)).error().reason, "notFound");
  CreateAssignmentJob with_plan = wanted(who);
  with_plan.disabled_service_plans = {"nothing"};
  EXPECT_EQ(harness_.run(with_plan, buyer_).error().reason, "servicePlanUnknown");
}

TEST(PeopleOfCsv, SkipTheHeading) {
  using People = std::vector<std::string>;
  EXPECT_EQ(usecases::people_of_csv("E-Mail;Name\r\na@example.test;A\r\nb@example.test;B\r\n"),
            (People{"a@example.test", "b@example.test"}));
  EXPECT_EQ(usecases::people_of_csv("a@example.test\nsomebody"),
            (People{"a@example.test", "somebody"}));
  EXPECT_EQ(usecases::people_of_csv("018f3c5a-7b1e-7c3d-9a5b-0123456789ab"),
            (People{"018f3c5a-7b1e-7c3d-9a5b-0123456789ab"}));
  EXPECT_EQ(usecases::people_of_csv("email\n"), People{});
}

}  // namespace
}  // namespace perseat::workers
