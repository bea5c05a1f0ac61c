// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/jobs.h"

#include <pthread.h>

#include <chrono>
#include <utility>

#include "base/log.h"
#include "engine/run_command.h"
#include "store/open_jobs.h"
#include "usecases/licenses/run_assignment_chunk.h"

namespace perseat::workers {
namespace {

constexpr std::size_t jobs_in_turn_max = 16;
constexpr std::int64_t jobs_per_page = 64;
// Another server may have made a job, or died with one in hand.
constexpr std::int64_t look_again_ms = 2'000;
constexpr std::int64_t retry_ms = 500;
constexpr int failures_max = 5;

// In the name of who asked for the job.
engine::Call call_for(const Job& job) {
  engine::Call call;
  call.actor.org = job.org;
  call.actor.user = job.actor;
  call.request_id = job.id.text();
  return call;
}

}  // namespace

Result<std::unique_ptr<Jobs>> Jobs::start(ports::Database& database, engine::CommandQueue& queue,
                                          std::chrono::milliseconds lasts) {
  return std::unique_ptr<Jobs>(new Jobs(TRY(database.connect_reader()), queue, lasts));
}

Jobs::Jobs(std::unique_ptr<ports::Connection> reader, engine::CommandQueue& queue,
           std::chrono::milliseconds lasts)
    : reader_(std::move(reader)),
      queue_(queue),
      leases_(queue.server(), lasts),
      thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "jobs");
}

Jobs::~Jobs() { stop(); }

void Jobs::notify() {
  {
    const std::lock_guard lock(mutex_);
    is_notified_ = true;
  }
  changed_.notify_all();
}

void Jobs::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Jobs::wait_ms(std::int64_t longest_ms) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(longest_ms),
                    [this] { return is_notified_ || is_stopping_; });
  is_notified_ = false;
  return !is_stopping_;
}

void Jobs::run() {
  std::int64_t pause_ms = 0;
  while (wait_ms(pause_ms)) {
    const auto found = run_round();
    if (!found) log_error("jobs").with("reason", found.error().reason);
    if (!found || !failures_.empty())
      pause_ms = retry_ms;
    else
      pause_ms = *found ? 0 : look_again_ms;
  }
}

Result<std::vector<Job>> Jobs::find_open_jobs(const Job& after) {
  const auto snapshot = TRY(ports::Snapshot::take(*reader_, ports::Visibility::of_everything()));
  return store::find_open_jobs(*reader_, after, jobs_per_page);
}

Result<std::vector<Job>> Jobs::find_jobs() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<Job> ours;
  Job after;
  while (ours.size() < jobs_in_turn_max) {
    const auto page = TRY(find_open_jobs(after));
    for (const Job& job : page) {
      if (leases_.is_free(job.id, job.lease, now) && ours.size() < jobs_in_turn_max)
        ours.push_back(job);
    }
    if (std::ssize(page) < jobs_per_page) break;
    after = page.back();
  }
  leases_.forget_old(now);
  return ours;
}

Result<bool> Jobs::run_round() {
  const auto open = TRY(find_jobs());
  for (const Job& job : open) {
    if (!wait_ms(0)) break;
    run_chunk(job);
  }
  if (open.empty()) failures_.clear();
  return !open.empty();
}

void Jobs::run_chunk(const Job& job) {
  const auto done =
      engine::run_command(queue_,
                          usecases::RunAssignmentChunk{job.id, job.subscription, job.actor,
                                                       job.rows_done + 1, job.lease},
                          call_for(job));
  if (done) {
    failures_.erase(job.id);
    return;
  }
  log_error("job").with("job", job.id).with("reason", done.error().reason);
  // The store is away: that is not the job's fault, and it goes on as soon as it can.
  const bool is_hopeless =
      done.error().code != ErrorCode::unavailable && ++failures_[job.id] >= failures_max;
  if (done.error().code == ErrorCode::unavailable) failures_.try_emplace(job.id, 0);
  if (is_hopeless) fail(job);
}

void Jobs::fail(const Job& job) {
  const auto ended =
      engine::run_command(queue_, usecases::FailJob{job.id, "internal", job.lease}, call_for(job));
  if (ended) failures_.erase(job.id);
}

}  // namespace perseat::workers
