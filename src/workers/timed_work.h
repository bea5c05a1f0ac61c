// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Does what falls due by time alone, on a thread of its own: renews subscriptions, ends states
// whose days are over, charges invoices once more. Each piece is a command of its own, so that they
// are committed together and one that cannot be done holds up no other; a renewal that is refused
// is parked for a person. What is due is asked of the database each time: a crash loses nothing,
// and of several servers the second finds it done.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "domain/billing_run.h"
#include "domain/settings.h"
#include "engine/command_queue.h"
#include "ports/clock.h"
#include "ports/database.h"
#include "store/due_work.h"
#include "workers/lease_watch.h"

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
  // Begins at once. Errors: those of connecting.
  static Result<std::unique_ptr<TimedWork>> start(const Parts& parts);
  // Ends after the page in hand.
  ~TimedWork();
  TimedWork(const TimedWork&) = delete;
  TimedWork& operator=(const TimedWork&) = delete;

  // Does all that is due now, on the calling thread; waits for a round that is running. From any
  // thread. Errors: the database does not answer.
  Result<BillingTally> run_round();
  // That there may be a billing run to carry out. From any thread.
  void notify();
  void stop();

 private:
  using Pages = std::function<bool(const BillingTally&)>;

  TimedWork(const Parts& parts, std::unique_ptr<ports::Connection> reader);
  void run();
  // Each open billing run that no other server carries out.
  Result<void> carry_out_runs();
  Result<void> carry_out(const BillingRun& run);
  [[nodiscard]] Result<std::vector<BillingRun>> find_runs();
  [[nodiscard]] Result<std::vector<store::DueWork>> find(store::DueKind kind, Instant until,
                                                         const store::DueWork& after);
  // Tells each page what it did; goes on as long as that answers true.
  Result<void> run_all(store::DueKind kind, Instant until, const Pages& after_page);
  [[nodiscard]] BillingTally run_page(store::DueKind kind, const std::vector<store::DueWork>& page);
  void hold(const store::DueWork& due, const std::string& reason);
  // False: stopped.
  bool wait();
  [[nodiscard]] bool is_stopping();

  Parts parts_;
  std::unique_ptr<ports::Connection> reader_;
  std::mutex round_;  // one round at a time
  LeaseWatch<BillingRunId> leases_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_notified_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace perseat::workers
