// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Threads that answer reads, each with a reader connection of its own.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "ports/database.h"

namespace perseat::workers {

struct ReadPoolOptions {
  std::size_t threads = 1;
  std::size_t waiting_max = 10'000;  // more is refused
};

class ReadPool {
 public:
  // What it throws is logged: it does not end the thread.
  using Work = std::function<void(ports::Connection&)>;

  // Errors: those of connecting. Requires: the database lives longer.
  static Result<std::unique_ptr<ReadPool>> start(ports::Database& database,
                                                 const ReadPoolOptions& options);
  // Finishes what waits, then ends.
  ~ReadPool();
  ReadPool(const ReadPool&) = delete;
  ReadPool& operator=(const ReadPool&) = delete;

  // From any thread. False when too much waits already: the work was not taken.
  [[nodiscard]] bool submit(Work work);
  void stop();

 private:
  ReadPool(std::vector<std::unique_ptr<ports::Connection>> connections, std::size_t waiting_max);
  void run(ports::Connection& connection);

  const std::vector<std::unique_ptr<ports::Connection>> connections_;
  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Work> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace perseat::workers
