// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Shows subscriptions after what was done to them. What a batch has committed is shown as the batch
// left it, on the thread that answers for the batch. Others are read: those of one organization
// together.
#pragma once

#include <deque>
#include <mutex>
#include <utility>
#include <vector>

#include "adapters/http/exchange.h"
#include "engine/command.h"
#include "ports/clock.h"
#include "queries/subscriptions/get_subscription.h"
#include "workers/read_pool.h"

namespace perseat::http {

class ShownSubscriptions {
 public:
  // Requires: both live longer; nothing is read any more when this goes.
  ShownSubscriptions(workers::ReadPool& readers, const ports::Clock& clock)
      : readers_(readers), clock_(clock) {}

  // On the thread that has committed a batch: what it may show until forget_committed().
  static void take_committed(const store::State& committed);
  static void forget_committed();

  // From any thread: answers with the subscription that is the answer's subject, as it is now.
  void show(const ExchangePtr& exchange, engine::Answer answer);

 private:
  struct Waiting {
    ExchangePtr exchange;
    engine::Answer answer;
  };

  void ask_reader();
  void answer_some(ports::Connection& reader);
  // The first that waits and others of its organization, and whether somebody still waits.
  [[nodiscard]] std::pair<std::vector<Waiting>, bool> take();
  void answer(Waiting& waiting, const queries::FoundSubscriptions& found) const;

  workers::ReadPool& readers_;
  const ports::Clock& clock_;
  std::mutex mutex_;
  std::deque<Waiting> waiting_;
  bool is_asked_ = false;  // a reader is on its way to them
};

}  // namespace perseat::http
