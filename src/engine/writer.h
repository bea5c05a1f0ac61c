// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One writing connection, the queue before it and the thread that empties it. A batch is whatever
// arrived while the last one was committed: nobody waits for it to fill, and a lonely command
// commits at once. Five steps: gather what each needs, load it all, decide each in memory, save
// all changes, commit once and answer everybody.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "engine/task.h"
#include "ports/clock.h"
#include "ports/database.h"

namespace perseat::engine {

struct QueueOptions {
  ServerId server = {};              // who decides
  std::size_t batch_max = 256;       // commands in one commit
  std::size_t waiting_max = 10'000;  // more are refused with `overloaded`
  // Called after each commit, before the answers, with what the batch changed.
  std::function<void(store::State&)> after_commit;
  // Called when nobody knows whether a commit happened.
  std::function<void()> after_unknown;
  // Calls its argument, which answers a batch; none: that is called directly.
  std::function<void(const std::function<void()>&)> around_answers;
};

class Writer {
 public:
  // Requires: database, clock and options live longer.
  Writer(ports::Database& database, std::unique_ptr<ports::Connection> connection,
         const ports::Clock& clock, const QueueOptions& options);
  // Finishes what waits, then ends.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // From any thread. The task is answered on the writer's thread, or here when it is refused.
  void submit(std::unique_ptr<Task> task);
  // Whether it works: after the first storage error nothing is written any more.
  [[nodiscard]] bool is_healthy() const { return !storage_failed_; }
  [[nodiscard]] std::uint64_t batches() const { return batches_; }
  [[nodiscard]] std::uint64_t commands() const { return commands_; }
  // CPU time of the thread so far, in microseconds.
  [[nodiscard]] std::int64_t cpu_us() const;
  // Refuses new tasks, answers what waits, and returns when the thread has ended.
  void stop();

 private:
  using Batch = std::vector<std::unique_ptr<Task>>;
  using Part = std::span<const std::unique_ptr<Task>>;

  void run();
  [[nodiscard]] Batch take();
  void run_batch(Batch& batch);
  // After the first storage error nobody knows what the file holds, so nothing follows it.
  [[nodiscard]] Result<void> commit_if_healthy(Part batch);
  // Again when others changed the same rows meanwhile.
  [[nodiscard]] Result<void> commit_together(Part batch);
  // Steps one to five without the answers; an error means that nothing was written, or that nobody
  // knows (outcomeUnknown).
  [[nodiscard]] Result<void> commit_once(Part batch);
  [[nodiscard]] Result<bool> decide_and_save(Part batch, store::State& state);
  void give_up(Task& task, Error error);

  ports::Database& database_;
  std::unique_ptr<ports::Connection> connection_;
  const ports::Clock& clock_;
  const QueueOptions& options_;
  IdSource ids_;

  std::mutex mutex_;
  std::condition_variable arrived_;
  Batch waiting_;
  bool stopping_ = false;
  std::atomic<bool> storage_failed_ = false;
  std::atomic<std::uint64_t> batches_ = 0;
  std::atomic<std::uint64_t> commands_ = 0;
  std::thread thread_;
};

}  // namespace perseat::engine
