// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <vector>

#include "engine/command.h"
#include "support/failing_database.h"
#include "support/leave_event.h"
#include "support/samples.h"

namespace perseat::engine {
namespace {

const Error taken = conflict("uniqueViolation", "planted");
const Error disk_full = unavailable("storageFailed", "planted");
const Error busy = unavailable("busy", "planted");

// Holds the writer until the test has put more commands behind it.
struct WaitForTest {
  std::shared_future<void> go;
  struct Output {};
  void needs(store::Needs&, const Actor&) const {}
  [[nodiscard]] Result<Output> decide(store::State&, const Context&) const {
    go.wait();
    return conflict("done", "Nothing is to be written.");
  }
};

struct BreaksOnFollow {
  struct Output {};
  void needs(store::Needs&, const Actor&) const {}
  void follow(const store::State&, store::Needs&, const Actor&) const { throw Bug("planted"); }
  [[nodiscard]] Result<Output> decide(store::State&, const Context&) const { return Output{}; }
};

// A queue of its own before a connection that fails on demand.
class StorageFailure : public testing::Test {
 protected:
  StorageFailure() {
    auto connection =
        std::make_unique<test::FailingConnection>(*harness_.database().connect_writer());
    connection_ = connection.get();
    CommandQueue::Connections connections;
    connections.push_back(std::move(connection));
    queue_ = std::make_unique<CommandQueue>(harness_.database(), std::move(connections),
                                            harness_.clock, QueueOptions{});
  }

  template <class UseCase>
  void submit_one(UseCase use_case) {
    submit(
        *queue_, std::move(use_case), Call{world_.actor(world_.buyer), "r", "", {}},
        [](const auto&) { return Answer{}; },
        [this](Result<Answer> answer) {
          answers_.push_back(answer ? "done" : answer.error().reason);
        });
  }

  // One batch of the given commands.
  template <class... UseCases>
  void submit_together(UseCases... use_cases) {
    std::promise<void> go;
    submit_one(WaitForTest{go.get_future().share()});
    (submit_one(std::move(use_cases)), ...);
    go.set_value();
    queue_->stop();
    answers_.erase(answers_.begin());
  }

  test::Harness harness_;
  const test::World world_ = test::make_world(harness_);
  test::FailingConnection* connection_ = nullptr;
  std::vector<std::string> answers_;
  std::unique_ptr<CommandQueue> queue_;
};

TEST_F(StorageFailure, StopsAllLaterWrites) {
  connection_->commits = {disk_full};
  submit_together(test::LeaveEvent{}, test::LeaveEvent{});
  EXPECT_EQ(answers_, (std::vector<std::string>{"storageFailed", "storageFailed"}));
  EXPECT_FALSE(queue_->is_healthy());
  EXPECT_EQ(connection_->commits_seen, 1);
}

TEST_F(StorageFailure, IsNoticedWhenABatchIsBrokenUp) {
  connection_->commits = {taken, std::nullopt, disk_full};
  submit_together(test::LeaveEvent{}, test::LeaveEvent{}, test::LeaveEvent{});
  EXPECT_EQ(answers_, (std::vector<std::string>{"done", "storageFailed", "storageFailed"}));
  EXPECT_FALSE(queue_->is_healthy());
  EXPECT_EQ(connection_->commits_seen, 3) << "the last command must not be tried";
}

TEST_F(StorageFailure, RefusesWhatComesLater) {
  connection_->commits = {disk_full};
  std::promise<void> answered;
  submit(
      *queue_, test::LeaveEvent{}, Call{world_.actor(world_.buyer), "r", "", {}},
      [](const auto&) { return Answer{}; }, [&](const Result<Answer>&) { answered.set_value(); });
  answered.get_future().wait();
  submit_one(test::LeaveEvent{});
  EXPECT_EQ(answers_, std::vector<std::string>{"overloaded"});
}

TEST_F(StorageFailure, IsNotWhatABusyDatabaseIs) {
  connection_->commits = {busy};
  submit_together(test::LeaveEvent{});
  EXPECT_EQ(answers_, std::vector<std::string>{"busy"});
  EXPECT_TRUE(queue_->is_healthy());
}

TEST_F(StorageFailure, IsNotWhatAConflictIs) {
  connection_->commits = {taken, taken, std::nullopt};
  submit_together(test::LeaveEvent{}, test::LeaveEvent{});
  EXPECT_EQ(answers_, (std::vector<std::string>{"uniqueViolation", "done"}));
  EXPECT_TRUE(queue_->is_healthy());
}

TEST_F(StorageFailure, IsNotWhatABugOutsideOfDecidingIs) {
  unsetenv("PERSEAT_ABORT_ON_BUG");
  submit_together(test::LeaveEvent{}, BreaksOnFollow{}, test::LeaveEvent{});
  EXPECT_EQ(answers_, (std::vector<std::string>{"done", "internal", "done"}));
  EXPECT_TRUE(queue_->is_healthy());
}

}  // namespace
}  // namespace perseat::engine
