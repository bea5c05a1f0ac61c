// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "engine/command_queue.h"

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

bool is_storage_failure(const Error& error) { return error.reason == "storageFailed"; }

}  // namespace

CommandQueue::CommandQueue(ports::Database& database, std::unique_ptr<ports::Connection> writer,
                           const ports::Clock& clock, QueueOptions options)
    : database_(database),
      writer_(std::move(writer)),
      clock_(clock),
      options_(std::move(options)),
      ids_(random_seed()),
      thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "writer");
}

CommandQueue::~CommandQueue() { stop(); }

void CommandQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::int64_t CommandQueue::writer_cpu_us() const {
  clockid_t clock = 0;
  auto& thread = const_cast<std::thread&>(thread_);
  if (pthread_getcpuclockid(thread.native_handle(), &clock) != 0) return 0;
  timespec used{};
  clock_gettime(clock, &used);
  return used.tv_sec * 1'000'000 + used.tv_nsec / 1'000;
}

void CommandQueue::submit(std::unique_ptr<Task> task) {
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

void CommandQueue::give_up(Task& task, Error error) {
  task.fail(std::move(error));
  task.answer();
}

CommandQueue::Batch CommandQueue::take() {
  std::unique_lock lock(mutex_);
  const auto has_work = [this] { return !waiting_.empty() || stopping_; };
  if (!arrived_.wait_for(lock, idle_after, has_work)) {
    lock.unlock();
    database_.when_idle(*writer_);
    lock.lock();
    arrived_.wait(lock, has_work);
  }
  if (waiting_.size() <= options_.batch_max) return std::exchange(waiting_, {});
  const auto cut = waiting_.begin() + static_cast<std::ptrdiff_t>(options_.batch_max);
  Batch batch(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(cut));
  waiting_.erase(waiting_.begin(), cut);
  return batch;
}

void CommandQueue::run() {
  for (Batch batch = take(); !batch.empty(); batch = take()) run_batch(batch);
}

void CommandQueue::run_batch(Batch& batch) {
  const auto done = commit_if_healthy(batch);
  const bool is_of_one = !done && (done.error().code == ErrorCode::conflict ||
                                   done.error().code == ErrorCode::internal);
  if (is_of_one && batch.size() > 1) {
    // Somebody else was first with a row of one of these commands, or one of them met a bug: each
    // goes on its own, so that only that one is refused.
    for (const auto& task : batch) {
      const auto alone = commit_if_healthy(std::span(&task, 1));
      if (!alone) task->fail(alone.error());
    }
  } else if (!done) {
    for (const auto& task : batch) task->fail(done.error());
  }
  // Before the answers: who has got one finds it counted.
  ++batches_;
  commands_ += batch.size();
  for (const auto& task : batch) task->answer();
}

Result<void> CommandQueue::commit_if_healthy(std::span<const std::unique_ptr<Task>> batch) {
  if (storage_failed_)
    return unavailable("storageFailed", "An earlier write failed: nothing is written any more.");
  try {
    auto done = commit_together(batch);
    if (!done && is_storage_failure(done.error())) storage_failed_ = true;
    return done;
  } catch (const Bug&) {
    writer_->rollback();
    return bug_error();
  }
}

Result<void> CommandQueue::commit_together(std::span<const std::unique_ptr<Task>> batch) {
  store::State state;
  TRY(writer_->begin());
  auto changed = decide_and_save(batch, state);
  if (!changed || !*changed) {
    writer_->rollback();
    if (!changed) return std::move(changed).error();
    return {};
  }
  auto committed = writer_->commit();
  if (!committed) {
    writer_->rollback();
    return committed;
  }
  if (options_.after_commit) options_.after_commit(state);
  return {};
}

Result<bool> CommandQueue::decide_and_save(std::span<const std::unique_ptr<Task>> batch,
                                           store::State& state) {
  const Instant now = clock_.now();
  const Date today = earliest_today(now);
  store::Needs first;
  for (const auto& task : batch) task->needs(first);
  TRY(store::load(*writer_, first, today, state));
  store::Needs second;
  for (const auto& task : batch) task->follow(state, second);
  TRY(store::load(*writer_, second, today, state));

  bool changed = false;
  for (const auto& task : batch) {
    if (task->decide(state, now, ids_)) {
      state.merge();
      changed = true;
    } else {
      state.drop();
    }
  }
  if (changed) TRY(store::save(*writer_, state));
  return changed;
}

}  // namespace perseat::engine
