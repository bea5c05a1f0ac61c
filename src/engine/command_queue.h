// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The queue before the one writer, and the thread that empties it. A batch is whatever arrived
// while the last one was committed: nobody waits for it to fill, and a lonely command commits at
// once. Five steps: gather what each needs, load it all, decide each in memory, save all changes,
// commit once and answer everybody.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "engine/task.h"
#include "ports/clock.h"
#include "ports/database.h"

namespace perseat::engine {

struct QueueOptions {
  std::size_t batch_max = 256;       // commands in one commit
  std::size_t waiting_max = 10'000;  // more are refused with `overloaded`
  // Called after each commit, before the answers, with what the batch changed.
  std::function<void(store::State&)> after_commit;
};

class CommandQueue {
 public:
  // Requires: database and clock live longer.
  CommandQueue(ports::Database& database, std::unique_ptr<ports::Connection> writer,
               const ports::Clock& clock, QueueOptions options);
  // Finishes what waits, then ends.
  ~CommandQueue();
  CommandQueue(const CommandQueue&) = delete;
  CommandQueue& operator=(const CommandQueue&) = delete;

  // From any thread. The task is answered on the writer's thread, or here when it is refused.
  void submit(std::unique_ptr<Task> task);
  // Whether the writer works: after the first storage error nothing is written any more.
  [[nodiscard]] bool is_healthy() const { return !storage_failed_; }
  [[nodiscard]] std::uint64_t batches() const { return batches_; }
  [[nodiscard]] std::uint64_t commands() const { return commands_; }
  // CPU time of the writer's thread so far, in microseconds.
  [[nodiscard]] std::int64_t writer_cpu_us() const;
  // Refuses new tasks, answers what waits, and returns when the writer has ended.
  void stop();

 private:
  using Batch = std::vector<std::unique_ptr<Task>>;

  void run();
  [[nodiscard]] Batch take();
  void run_batch(Batch& batch);
  // After the first storage error nobody knows what the file holds, so nothing follows it.
  [[nodiscard]] Result<void> commit_if_healthy(std::span<const std::unique_ptr<Task>> batch);
  // Steps one to five without the answers; an error means that nothing was written.
  [[nodiscard]] Result<void> commit_together(std::span<const std::unique_ptr<Task>> batch);
  [[nodiscard]] Result<bool> decide_and_save(std::span<const std::unique_ptr<Task>> batch,
                                             store::State& state);
  void give_up(Task& task, Error error);

  ports::Database& database_;
  std::unique_ptr<ports::Connection> writer_;
  const ports::Clock& clock_;
  QueueOptions options_;
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
