// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "engine/writer.h"

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/hash.h"
#include "engine/command.h"
#include "store/load.h"

namespace perseat::engine {
namespace {

constexpr std::chrono::milliseconds idle_after{200};

// The earliest day that it can be anywhere on Earth.
Date earliest_today(Instant now) { return {static_cast<std::int32_t>((now.ms - day_ms) / day_ms)}; }

// Others had the same rows in hand: so often a batch is tried again.
constexpr int retries_max = 3;

// The organizations of a batch, each once and in order.
ports::Visibility visibility_of(std::span<const std::unique_ptr<Task>> batch) {
  std::vector<OrgId> organizations;
  for (const auto& task : batch) organizations.push_back(task->organization());
  std::ranges::sort(organizations);
  const auto repeated = std::ranges::unique(organizations);
  organizations.erase(repeated.begin(), repeated.end());
  return {std::move(organizations)};
}

bool is_serialization_failure(const Error& error) { return error.reason == "serializationFailure"; }
bool is_storage_failure(const Error& error) { return error.reason == "storageFailed"; }

}  // namespace

Writer::Writer(ports::Database& database, std::unique_ptr<ports::Connection> connection,
               const ports::Clock& clock, const QueueOptions& options)
    : database_(database),
      connection_(std::move(connection)),
      clock_(clock),
      options_(options),
      ids_(random_seed()),
      thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "writer");
}

Writer::~Writer() { stop(); }

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::int64_t Writer::cpu_us() const {
  clockid_t clock = 0;
  auto& thread = const_cast<std::thread&>(thread_);
  if (pthread_getcpuclockid(thread.native_handle(), &clock) != 0) return 0;
  timespec used{};
  clock_gettime(clock, &used);
  return used.tv_sec * 1'000'000 + used.tv_nsec / 1'000;
}

void Writer::submit(std::unique_ptr<Task> task) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && !storage_failed_ && waiting_.size() < options_.waiting_max) {
      is_first = waiting_.empty();
      waiting_.push_back(std::move(task));
    }
  }
  if (task != nullptr) {
    give_up(*task, unavailable("overloaded", "The server cannot take this now. Try again soon."));
    return;
  }
  if (is_first) arrived_.notify_one();
}

void Writer::give_up(Task& task, Error error) {
  task.fail(std::move(error));
  task.answer();
}

Writer::Batch Writer::take() {
  std::unique_lock lock(mutex_);
  const auto has_work = [this] { return !waiting_.empty() || stopping_; };
  if (!arrived_.wait_for(lock, idle_after, has_work)) {
    lock.unlock();
    database_.when_idle(*connection_);
    lock.lock();
    arrived_.wait(lock, has_work);
  }
  if (waiting_.size() <= options_.batch_max) return std::exchange(waiting_, {});
  const auto cut = waiting_.begin() + static_cast<std::ptrdiff_t>(options_.batch_max);
  Batch batch(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(cut));
  waiting_.erase(waiting_.begin(), cut);
  return batch;
}

void Writer::run() {
  for (Batch batch = take(); !batch.empty(); batch = take()) run_batch(batch);
}

void Writer::run_batch(Batch& batch) {
  const auto done = commit_if_healthy(batch);
  const bool is_of_one = !done && (done.error().code == ErrorCode::conflict ||
                                   done.error().code == ErrorCode::internal);
  if (is_of_one && batch.size() > 1) {
    // Somebody else was first with a row of one of these commands, or one of them met a bug: each
    // goes on its own, so that only that one is refused.
    for (const auto& task : batch) {
      const auto alone = commit_if_healthy(Part(&task, 1));
      if (!alone) task->fail(alone.error());
    }
  } else if (!done) {
    for (const auto& task : batch) task->fail(done.error());
  }
  // Before the answers: who has got one finds it counted.
  ++batches_;
  commands_ += batch.size();
  const auto answer_all = [&batch] {
    for (const auto& task : batch) task->answer();
  };
  if (options_.around_answers)
    options_.around_answers(answer_all);
  else
    answer_all();
}

Result<void> Writer::commit_if_healthy(Part batch) {
  if (storage_failed_)
    return unavailable("storageFailed", "An earlier write failed: nothing is written any more.");
  try {
    auto done = commit_together(batch);
    if (!done && is_storage_failure(done.error())) storage_failed_ = true;
    return done;
  } catch (const Bug&) {
    connection_->rollback();
    return bug_error();
  }
}

Result<void> Writer::commit_together(Part batch) {
  auto done = commit_once(batch);
  for (int again = 0; !done && is_serialization_failure(done.error()) && again < retries_max;
       ++again)
    done = commit_once(batch);
  if (!done && is_serialization_failure(done.error()) && batch.size() == 1)
    return unavailable("busy", "Too many change the same at once. Try again soon.");
  return done;
}

Result<void> Writer::commit_once(Part batch) {
  store::State state;
  TRY(connection_->begin(visibility_of(batch)));
  auto changed = decide_and_save(batch, state);
  if (!changed || !*changed) {
    connection_->rollback();
    if (!changed) return std::move(changed).error();
    return {};
  }
  auto committed = connection_->commit();
  if (committed) {
    if (options_.after_commit) options_.after_commit(state);
    return committed;
  }
  if (committed.error().reason == "outcomeUnknown" && options_.after_unknown)
    options_.after_unknown();
  connection_->rollback();
  return committed;
}

Result<bool> Writer::decide_and_save(Part batch, store::State& state) {
  const Instant now = clock_.now();
  const Date today = earliest_today(now);
  TRY(store::lock_organizations(*connection_, visibility_of(batch).organizations, state));
  store::Needs first;
  for (const auto& task : batch) task->needs(first);
  TRY(store::load(*connection_, first, today, state));
  store::Needs second;
  for (const auto& task : batch) task->follow(state, second);
  TRY(store::load(*connection_, second, today, state));

  std::vector<OrgId> answered;
  for (const auto& task : batch) {
    const Decision decision = task->decide(state, now, ids_);
    if (decision == Decision::keep)
      state.merge();
    else
      state.drop();
    if (decision != Decision::drop) answered.push_back(task->organization());
  }
  if (answered.empty()) return false;
  TRY(store::save(*connection_, state));
  TRY(store::touch_organizations(*connection_, state, std::move(answered)));
  return true;
}

}  // namespace perseat::engine
