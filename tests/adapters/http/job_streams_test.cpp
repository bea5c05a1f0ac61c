// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/job_streams.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "queries/jobs/get_job.h"
#include "support/forwarding.h"
#include "support/samples.h"

namespace perseat::http {
namespace {

// Keeps what it was sent, unless its client has stopped reading.
class KeptStream final : public net::BodyStream {
 public:
  bool write(std::string piece) override {
    if (!reads_ || !is_open()) return false;
    pieces_.push_back(std::move(piece));
    return true;
  }
  void end() override { is_ended_ = true; }
  [[nodiscard]] bool is_open() const override { return !is_ended_ && !has_gone_; }

  void reads(bool does) { reads_ = does; }
  void goes() { has_gone_ = true; }
  [[nodiscard]] bool is_ended() const { return is_ended_; }
  // What has come since it was asked the last time.
  std::vector<std::string> take() { return std::exchange(pieces_, {}); }

 private:
  std::vector<std::string> pieces_;
  bool reads_ = true;
  bool is_ended_ = false;
  bool has_gone_ = false;
};

// A reader whose database can be away, and how often it was asked for rows by key.
class AwayConnection final : public test::ForwardingConnection {
 public:
  using ForwardingConnection::ForwardingConnection;
  Result<void> begin(const ports::Visibility& whose) override {
    if (is_away) return unavailable("databaseAway", "It is away.");
    return ForwardingConnection::begin(whose);
  }
  Result<void> read(const ports::Sql& sql, const ports::Rows& keys, ports::OnRow on_row) override {
    ++reads;
    return ForwardingConnection::read(sql, keys, std::move(on_row));
  }
  bool is_away = false;
  int reads = 0;
};

using Pieces = std::vector<std::string>;

class JobStreamsTest : public testing::Test {
 protected:
  JobStreamsTest() : job_(add_job(world_.org, world_.buyer)) {
    harness_.insert([&](store::State& state) {
      state.job_rows.add({world_.org, job_, 1, "colleague", world_.colleague, ""});
      const auto later = Instant{harness_.clock.now().ms + 30'000'000};
      state.sessions.add({"buyer", world_.org, world_.buyer, "csrf", harness_.clock.now(), later});
      state.sessions.add(
          {"stranger", world_.other_org, world_.stranger, "csrf", harness_.clock.now(), later});
    });
  }
  JobId add_job(OrgId org, UserId actor) {
    Job job;
    job.org = org;
    job.id = harness_.new_id<JobId>();
    job.kind = "assignLicenses";
    if (org == world_.org) job.subscription = subscription_;
    job.actor = actor;
    job.rows_total = 10;
    job.created_at = harness_.clock.now();
    harness_.insert([&](store::State& state) { state.jobs.add(job); });
    return job.id;
  }
  void go_to(JobId id, std::int64_t rows_done, OrgId org) {
    store::Needs needs;
    needs.jobs.add({org, id});
    store::State state = harness_.load(needs);
    Job& job = state.jobs.change({org, id});
    job.rows_done = rows_done;
    job.state = rows_done == job.rows_total ? JobState::done : JobState::running;
    if (job.state == JobState::done) job.finished_at = harness_.clock.now();
    state.merge();
    harness_.save(state);
  }
  void go_to(std::int64_t rows_done) { go_to(job_, rows_done, world_.org); }
  void sign_out(const std::string& secret_hash) {
    store::Needs needs;
    needs.sessions.add(secret_hash);
    store::State state = harness_.load(needs);
    state.sessions.remove(secret_hash);
    state.merge();
    harness_.save(state);
    authenticator_.forget_all();
  }
  std::shared_ptr<KeptStream> follow(JobId job, const std::string& secret_hash = "buyer") {
    const bool is_buyer = secret_hash == "buyer";
    auto kept = std::make_shared<KeptStream>();
    streams_.add({{is_buyer ? world_.org : world_.other_org, job},
                  is_buyer ? world_.buyer : world_.stranger,
                  {false, secret_hash},
                  places_.take(world_.buyer.uuid).value(),
                  kept});
    return kept;
  }
  std::shared_ptr<KeptStream> follow() { return follow(job_); }
  std::optional<std::int64_t> look_at(std::int64_t ms) { return streams_.look(*reader_, ms); }
  std::string event(const std::string& id, const std::string& name) {
    const auto body =
        queries::get_job(harness_.reader(), world_.actor(world_.buyer), job_, {}).value();
    return "id: " + id + "\nevent: " + name + "\ndata: " + body + "\n\n";
  }

  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  SubscriptionId subscription_ = test::add_subscription(harness_, world_, 5);
  JobId job_;
  std::unique_ptr<workers::ReadPool> pool_ =
      workers::ReadPool::start(harness_.database(), {}).value();
  Authenticator authenticator_{*pool_, harness_.clock, {}};
  StreamPlaces places_{100, 100};
  JobStreams streams_{authenticator_, {.heartbeat_ms = 1'000, .lifetime_ms = 60'000}};
  std::unique_ptr<AwayConnection> reader_ =
      std::make_unique<AwayConnection>(harness_.database().connect_reader().value());
};

TEST_F(JobStreamsTest, TellHowFarItIsAndThenEachChangeOnce) {
  const auto stream = follow();
  EXPECT_EQ(look_at(0), 250);
  EXPECT_EQ(stream->take(), Pieces{"retry: 1000\n" + event("waiting-0", "progress")});
  EXPECT_EQ(look_at(250), 250);
  EXPECT_EQ(stream->take(), Pieces{});
  go_to(4);
  look_at(500);
  EXPECT_EQ(stream->take(), Pieces{event("running-4", "progress")});
  look_at(750);
  EXPECT_EQ(stream->take(), Pieces{});
}

TEST_F(JobStreamsTest, EndWithTheJob) {
  const auto stream = follow();
  look_at(0);
  stream->take();
  go_to(10);
  EXPECT_EQ(look_at(250), std::nullopt);
  EXPECT_EQ(stream->take(), Pieces{event("done-10", "end")});
  EXPECT_TRUE(stream->is_ended());
  EXPECT_EQ(places_.taken(), 0U);
}

TEST_F(JobStreamsTest, KnowTheLastEventOfAJobThatHasEnded) {
  Job job;
  job.state = JobState::running;
  job.rows_done = 10;
  EXPECT_FALSE(is_last_event(job, "running-10"));
  job.state = JobState::failed;
  job.finished_at = Instant{1};
  EXPECT_TRUE(is_last_event(job, "failed-10"));
  EXPECT_FALSE(is_last_event(job, "running-10"));
  EXPECT_FALSE(is_last_event(job, ""));
}

TEST_F(JobStreamsTest, TellEachAboutItsOwnJob) {
  const JobId theirs = add_job(world_.other_org, world_.stranger);
  const JobId second = add_job(world_.org, world_.buyer);
  const std::vector<std::shared_ptr<KeptStream>> streams{follow(), follow(), follow(second),
                                                         follow(theirs, "stranger")};
  look_at(0);
  for (const auto& stream : streams) EXPECT_EQ(stream->take().size(), 1U);
  go_to(theirs, 7, world_.other_org);
  go_to(2);
  look_at(250);
  EXPECT_EQ(streams[0]->take(), Pieces{event("running-2", "progress")});
  EXPECT_EQ(streams[1]->take(), Pieces{event("running-2", "progress")});
  EXPECT_EQ(streams[2]->take(), Pieces{});
  const Pieces told = streams[3]->take();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find(theirs.text()), std::string::npos);
}

TEST_F(JobStreamsTest, CostOneReadForAllOfThemAndAnotherWhereThereIsNews) {
  const auto first = follow();
  const auto second = follow(add_job(world_.org, world_.buyer));
  const auto third = follow(add_job(world_.other_org, world_.stranger), "stranger");
  look_at(0);
  EXPECT_EQ(reader_->reads, 2);
  look_at(250);
  EXPECT_EQ(reader_->reads, 3);
  go_to(1);
  look_at(500);
  EXPECT_EQ(reader_->reads, 5);
}

TEST_F(JobStreamsTest, TellWhoComesAtOnceAndAllInTheirRound) {
  const auto first = follow();
  look_at(0);
  first->take();
  go_to(1);
  const auto second = follow(add_job(world_.org, world_.buyer));
  EXPECT_EQ(look_at(100), 150);
  EXPECT_EQ(first->take(), Pieces{});
  EXPECT_EQ(second->take().size(), 1U);
  EXPECT_EQ(look_at(250), 250);
  EXPECT_EQ(first->take().size(), 1U);
}

TEST_F(JobStreamsTest, TellWhoReadsSlowlyWhatIsSoByThen) {
  const auto slow = follow();
  const auto quick = follow();
  look_at(0);
  slow->take();
  slow->reads(false);
  go_to(3);
  look_at(250);
  go_to(10);
  look_at(500);
  EXPECT_EQ(quick->take().size(), 3U);
  EXPECT_EQ(slow->take(), Pieces{});
  EXPECT_FALSE(slow->is_ended());
  slow->reads(true);
  EXPECT_EQ(look_at(750), std::nullopt);
  EXPECT_EQ(slow->take(), Pieces{event("done-10", "end")});
  EXPECT_TRUE(slow->is_ended());
}

TEST_F(JobStreamsTest, GiveASignOfLifeWhereThereIsNoNews) {
  const auto stream = follow();
  look_at(0);
  stream->take();
  look_at(999);
  EXPECT_EQ(stream->take(), Pieces{});
  look_at(1'000);
  EXPECT_EQ(stream->take(), Pieces{":\n\n"});
  go_to(1);
  look_at(1'900);
  EXPECT_EQ(stream->take(), Pieces{event("running-1", "progress")});
  look_at(2'500);
  EXPECT_EQ(stream->take(), Pieces{});
  look_at(2'900);
  EXPECT_EQ(stream->take(), Pieces{":\n\n"});
}

TEST_F(JobStreamsTest, EndAfterTheirTime) {
  const auto stream = follow();
  look_at(1'000);
  EXPECT_EQ(look_at(60'999), 250);
  EXPECT_FALSE(stream->is_ended());
  EXPECT_EQ(look_at(61'000), std::nullopt);
  EXPECT_TRUE(stream->is_ended());
}

TEST_F(JobStreamsTest, EndWhenTheSessionHasAndTellNothingMore) {
  const auto stream = follow();
  look_at(0);
  stream->take();
  sign_out("buyer");
  EXPECT_EQ(look_at(4'750), 250);
  EXPECT_FALSE(stream->is_ended());
  stream->take();
  go_to(1);
  EXPECT_EQ(look_at(5'000), std::nullopt);
  EXPECT_TRUE(stream->is_ended());
  EXPECT_EQ(stream->take(), Pieces{});
}

TEST_F(JobStreamsTest, EndWhenTheCallerMayNotSeeTheJobAnyMore) {
  // As if somebody's else: who asked for it is not the session's person.
  const auto stream = std::make_shared<KeptStream>();
  streams_.add({{world_.org, job_},
                world_.colleague,
                {false, "buyer"},
                places_.take(world_.buyer.uuid).value(),
                stream});
  look_at(0);
  look_at(5'000);
  EXPECT_TRUE(stream->is_ended());
}

TEST_F(JobStreamsTest, ForgetWhoHasGone) {
  const auto first = follow();
  const auto second = follow();
  look_at(0);
  EXPECT_EQ(places_.taken(), 2U);
  first->goes();
  EXPECT_EQ(look_at(250), 250);
  EXPECT_EQ(places_.taken(), 1U);
  second->goes();
  EXPECT_EQ(look_at(500), std::nullopt);
  EXPECT_EQ(places_.taken(), 0U);
}

TEST_F(JobStreamsTest, OutliveADatabaseThatIsAway) {
  const auto stream = follow();
  look_at(0);
  stream->take();
  go_to(1);
  reader_->is_away = true;
  EXPECT_EQ(look_at(250), 1'000);
  // Not even whether the session still holds can be known.
  EXPECT_EQ(look_at(6'000), 1'000);
  EXPECT_EQ(stream->take(), Pieces{":\n\n"});
  reader_->is_away = false;
  EXPECT_EQ(look_at(7'000), 250);
  EXPECT_EQ(stream->take(), Pieces{event("running-1", "progress")});
}

}  // namespace
}  // namespace perseat::http
