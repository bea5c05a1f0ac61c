// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Where commands go. Each organization belongs to one of the writers, so that two of them do not
// wait for each other's rows; an engine that can write in one place only has one writer.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/writer.h"

namespace perseat::engine {

class CommandQueue {
 public:
  using Connections = std::vector<std::unique_ptr<ports::Connection>>;

  // A writer for each connection. Requires: at least one; database and clock live longer.
  CommandQueue(ports::Database& database, Connections connections, const ports::Clock& clock,
               QueueOptions options);
  CommandQueue(const CommandQueue&) = delete;
  CommandQueue& operator=(const CommandQueue&) = delete;

  // From any thread. The task is answered on a writer's thread, or here when it is refused.
  void submit(std::unique_ptr<Task> task);
  // Who decides the commands.
  [[nodiscard]] ServerId server() const { return options_.server; }
  // Whether all writers work.
  [[nodiscard]] bool is_healthy() const;
  [[nodiscard]] std::uint64_t batches() const;
  [[nodiscard]] std::uint64_t commands() const;
  // CPU time of the writers' threads so far, in microseconds.
  [[nodiscard]] std::int64_t writer_cpu_us() const;
  // Refuses new tasks, answers what waits, and returns when the writers have ended.
  void stop();

 private:
  QueueOptions options_;
  std::vector<std::unique_ptr<Writer>> writers_;
};

}  // namespace perseat::engine
