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

class ReadPool {
 public:
  using Work = std::function<void(ports::Connection&)>;

  // Errors: those of connecting. Requires: the database lives longer.
  static Result<std::unique_ptr<ReadPool>> start(ports::Database& database, std::size_t threads);
  // Finishes what waits, then ends.
  ~ReadPool();
  ReadPool(const ReadPool&) = delete;
  ReadPool& operator=(const ReadPool&) = delete;

  // From any thread. False when too much waits already: the work was not taken.
  [[nodiscard]] bool submit(Work work);
  void stop();

 private:
  explicit ReadPool(std::vector<std::unique_ptr<ports::Connection>> connections);
  void run(ports::Connection& connection);

  std::vector<std::unique_ptr<ports::Connection>> connections_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Work> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace perseat::workers
