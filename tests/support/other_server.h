// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A second server on the database of a harness: a queue with its own writer and its own id.
#pragma once

#include <utility>

#include "support/harness.h"

namespace perseat::test {

class OtherServer {
 public:
  // Requires: the harness lives longer.
  OtherServer(Harness& harness, std::uint64_t seed) {
    engine::QueueOptions options;
    options.server = IdSource(seed).make<ServerId>(harness.clock.now());
    options.after_commit = [this](store::State& state) {
      if (after_commit) after_commit(state);
    };
    engine::CommandQueue::Connections writers;
    writers.push_back(std::move(harness.database().connect_writer()).value());
    queue_ = std::make_unique<engine::CommandQueue>(harness.database(), std::move(writers),
                                                    harness.clock, std::move(options));
  }

  [[nodiscard]] engine::CommandQueue& queue() { return *queue_; }
  [[nodiscard]] ServerId id() const { return queue_->server(); }
  template <class UseCase>
  Result<typename UseCase::Output> run(UseCase use_case, Actor actor) {
    return run_in(*queue_, std::move(use_case), std::move(actor));
  }

  // Called after each commit, on the writer's thread.
  std::function<void(store::State&)> after_commit;

 private:
  std::unique_ptr<engine::CommandQueue> queue_;
};

}  // namespace perseat::test
