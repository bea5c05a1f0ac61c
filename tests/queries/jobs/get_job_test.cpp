// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/jobs/get_job.h"

#include <gtest/gtest.h>

#include <vector>

#include "queries/jobs/show_jobs.h"
#include "support/json_text.h"
#include "support/samples.h"

namespace perseat::queries {
namespace {

class GetJob : public testing::Test {
 protected:
  GetJob() {
    harness_.insert([&](store::State& state) {
      Job job;
      job.org = world_.org;
      job.id = id_;
      job.kind = "assignLicenses";
      job.subscription = subscription_;
      job.actor = world_.buyer;
      job.state = JobState::running;
      job.rows_total = 3;
      job.rows_done = 2;
      job.rows_failed = 1;
      job.created_at = harness_.clock.now();
      state.jobs.add(job);
      state.job_rows.add({world_.org, id_, 1, "colleague", world_.colleague, "assigned"});
      state.job_rows.add({world_.org, id_, 2, "somebody@else.test", {}, "notFound"});
      state.job_rows.add({world_.org, id_, 3, "buyer", world_.buyer, ""});
    });
  }
  Result<std::string> get(UserId user, const Page& page = {}) {
    return get_job(harness_.reader(), world_.actor(user), id_, page);
  }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  SubscriptionId subscription_ = test::add_subscription(harness_, world_, 5);
  JobId id_ = harness_.new_id<JobId>();
};

TEST_F(GetJob, TellsWhatBecameOfEachRow) {
  const test::JsonText job(get(world_.buyer));
  EXPECT_EQ(job.text("state"), "running");
  EXPECT_EQ(job.text("subscriptionId"), subscription_.text());
  EXPECT_EQ(job.integer("rowsTotal"), 3);
  EXPECT_EQ(job.integer("rowsDone"), 2);
  EXPECT_EQ(job.integer("rowsFailed"), 1);
  EXPECT_TRUE(job.at("reason").is_null());
  EXPECT_TRUE(job.at("finishedAt").is_null());
  ASSERT_EQ(job.at("results/items").size(), 3U);
  EXPECT_EQ(job.text("results/items/0/outcome"), "assigned");
  EXPECT_EQ(job.text("results/items/0/userId"), world_.colleague.text());
  EXPECT_EQ(job.text("results/items/1/outcome"), "refused");
  EXPECT_EQ(job.text("results/items/1/reason"), "notFound");
  EXPECT_TRUE(job.at("results/items/1/userId").is_null());
  EXPECT_EQ(job.text("results/items/2/outcome"), "waiting");
}

TEST_F(GetJob, GivesTheRowsPageByPage) {
  const test::JsonText first(get(world_.buyer, {2, ""}));
  ASSERT_EQ(first.at("results/items").size(), 2U);
  const test::JsonText rest(get(world_.buyer, {2, first.text("results/nextCursor")}));
  ASSERT_EQ(rest.at("results/items").size(), 1U);
  EXPECT_EQ(rest.integer("results/items/0/row"), 3);
  EXPECT_TRUE(rest.at("results/nextCursor").is_null());
  EXPECT_EQ(get(world_.buyer, {2, "x"}).error().reason, "malformedCursor");
}

TEST_F(GetJob, IsForWhoAskedForIt) {
  EXPECT_EQ(get(world_.colleague).error().code, ErrorCode::not_found);
  EXPECT_EQ(get(world_.stranger).error().code, ErrorCode::not_found);
  const auto unknown =
      get_job(harness_.reader(), world_.actor(world_.buyer), harness_.new_id<JobId>(), {});
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
}

TEST_F(GetJob, ShowsManyJobsAtOnceEachWithItsOwnRows) {
  const auto add = [&](store::State& state, OrgId org) {
    Job job;
    job.org = org;
    job.id = harness_.new_id<JobId>();
    job.kind = "unassignLicenses";
    job.rows_total = 2;
    state.jobs.add(job);
    for (const std::int64_t row : {1, 2})
      state.job_rows.add({org, job.id, row, job.id.text(), {}, ""});
    return job.id;
  };
  std::vector<Job::Key> keys{{world_.org, id_}};
  harness_.insert([&](store::State& state) {
    keys.push_back({world_.org, add(state, world_.org)});
    keys.push_back({world_.other_org, add(state, world_.other_org)});
  });
  keys.push_back({world_.other_org, id_});
  const auto jobs = find_jobs(harness_.reader(), keys).value();
  ASSERT_EQ(jobs.size(), 3U);
  const auto bodies = show_jobs(harness_.reader(), jobs, {2, ""}).value();
  ASSERT_EQ(bodies.size(), 3U);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const test::JsonText body{Result<std::string>(bodies[i])};
    EXPECT_EQ(body.text("id"), jobs[i].id.text());
    ASSERT_EQ(body.at("results/items").size(), 2U);
    EXPECT_EQ(body.integer("results/items/0/row"), 1);
    EXPECT_EQ(body.integer("results/items/1/row"), 2);
    const bool is_whole = jobs[i].id != id_;
    EXPECT_EQ(body.at("results/nextCursor").is_null(), is_whole);
    EXPECT_EQ(body.text("results/items/1/input"),
              is_whole ? jobs[i].id.text() : "somebody@else.test");
  }
}

}  // namespace
}  // namespace perseat::queries
