// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Does what falls due by time alone, on a thread of its own: renews subscriptions, ends states
// whose days are over, charges invoices once more. Each piece is a command of its own, so that they
// are committed together and one that cannot be done holds up no other; a renewal that is refused
// is parked for a person. What is due is asked of the database each time: a crash loses nothing,
// and of several servers the second finds it done.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>

#include "domain/settings.h"
#include "engine/command_queue.h"
#include "ports/clock.h"
#include "ports/database.h"
#include "store/due_work.h"

namespace perseat::workers {

class TimedWork {
 public:
  // What it works with; all of it lives longer.
  struct Parts {
    ports::Database& database;
    engine::CommandQueue& queue;
    const ports::Clock& clock;
    Settings settings;
  };
  struct Done {
    std::size_t count = 0;   // pieces of work that changed something
    std::size_t failed = 0;  // that could not be done; tried again in the next round
  };

  // Begins at once. Errors: those of connecting.
  static Result<std::unique_ptr<TimedWork>> start(const Parts& parts);
  // Ends after the page in hand.
  ~TimedWork();
  TimedWork(const TimedWork&) = delete;
  TimedWork& operator=(const TimedWork&) = delete;

  // Does all that is due now, on the calling thread; waits for a round that is running. From any
  // thread. Errors: the database does not answer.
  Result<Done> run_round();
  void stop();

 private:
  TimedWork(const Parts& parts, std::unique_ptr<ports::Connection> reader);
  void run();
  [[nodiscard]] Result<std::vector<store::DueWork>> find(store::DueKind kind, Instant now,
                                                         const store::DueWork& after);
  [[nodiscard]] Result<Done> run_all(store::DueKind kind, Instant now);
  [[nodiscard]] Done run_page(store::DueKind kind, const std::vector<store::DueWork>& page);
  void hold(const store::DueWork& due, const std::string& reason);
  // False: stopped.
  bool wait();
  [[nodiscard]] bool is_stopping();

  Parts parts_;
  std::unique_ptr<ports::Connection> reader_;
  std::mutex round_;  // one round at a time

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace perseat::workers
