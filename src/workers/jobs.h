// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The thread that does the rows of assignment jobs, a chunk of each open job in turn. What is done
// is kept with the rows, so that after a crash it goes on where it was. Each chunk renews the job's
// lease; a job whose server has lost it is taken up by the first one that finds so.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "domain/job.h"
#include "engine/command_queue.h"
#include "ports/database.h"
#include "workers/lease_watch.h"

namespace perseat::workers {

class Jobs {
 public:
  // Looks for open jobs at once. Errors: those of connecting. Requires: database and queue live
  // longer.
  [[nodiscard]] static Result<std::unique_ptr<Jobs>> start(
      ports::Database& database, engine::CommandQueue& queue,
      std::chrono::milliseconds lasts = lease_lasts);
  // Ends after the chunk in hand.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // That there may be a new job. From any thread.
  void notify();
  void stop();

 private:
  Jobs(std::unique_ptr<ports::Connection> reader, engine::CommandQueue& queue,
       std::chrono::milliseconds lasts);
  void run();
  // The oldest ones that no other server works on.
  [[nodiscard]] Result<std::vector<Job>> find_jobs();
  [[nodiscard]] Result<std::vector<Job>> find_open_jobs(const Job& after);
  // Whether there was any.
  [[nodiscard]] Result<bool> run_round();
  void run_chunk(const Job& job);
  void fail(const Job& job);
  // Returns early when notified or stopped; false: stopped.
  bool wait_ms(std::int64_t longest_ms);

  std::unique_ptr<ports::Connection> reader_;
  engine::CommandQueue& queue_;
  LeaseWatch<JobId> leases_;
  // Chunks of a job in a row that could not be done.
  std::unordered_map<JobId, int> failures_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_notified_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace perseat::workers
