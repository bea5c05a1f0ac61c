// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A thread that looks into the database again and again, for as long as somebody waits for what
// may be seen there: other servers on the same database do not tell what they changed.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "ports/database.h"

namespace perseat::workers {

class Watcher {
 public:
  // One look, which gives the pause until the next one; nothing: until somebody notifies. What it
  // throws is logged, and it is called again.
  using Look = std::function<std::optional<std::int64_t>(ports::Connection&)>;

  // Errors: those of connecting. Requires: the database lives longer.
  [[nodiscard]] static Result<std::unique_ptr<Watcher>> start(ports::Database& database, Look look);
  // Ends after the look in hand.
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // That there is something to look for at once. From any thread.
  void notify();

 private:
  Watcher(std::unique_ptr<ports::Connection> reader, Look look);
  void run();
  [[nodiscard]] std::optional<std::int64_t> look_guarded();
  // Returns early when notified or stopped; false: stopped.
  bool wait(std::optional<std::int64_t> pause_ms);

  std::unique_ptr<ports::Connection> reader_;
  const Look look_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_notified_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace perseat::workers
