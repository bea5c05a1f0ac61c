// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "engine/command_queue.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "base/check.h"

namespace perseat::engine {

CommandQueue::CommandQueue(ports::Database& database, Connections connections,
                           const ports::Clock& clock, QueueOptions options)
    : options_(std::move(options)) {
  CHECK(!connections.empty());
  for (auto& connection : connections)
    writers_.push_back(std::make_unique<Writer>(database, std::move(connection), clock, options_));
}

void CommandQueue::submit(std::unique_ptr<Task> task) {
  const std::size_t owner = std::hash<OrgId>()(task->organization()) % writers_.size();
  writers_[owner]->submit(std::move(task));
}

bool CommandQueue::is_healthy() const {
  return std::ranges::all_of(writers_, [](const auto& writer) { return writer->is_healthy(); });
}

std::uint64_t CommandQueue::batches() const {
  return std::accumulate(writers_.begin(), writers_.end(), std::uint64_t{0},
                         [](auto sum, const auto& writer) { return sum + writer->batches(); });
}

std::uint64_t CommandQueue::commands() const {
  return std::accumulate(writers_.begin(), writers_.end(), std::uint64_t{0},
                         [](auto sum, const auto& writer) { return sum + writer->commands(); });
}

std::int64_t CommandQueue::writer_cpu_us() const {
  return std::accumulate(writers_.begin(), writers_.end(), std::int64_t{0},
                         [](auto sum, const auto& writer) { return sum + writer->cpu_us(); });
}

void CommandQueue::stop() {
  for (const auto& writer : writers_) writer->stop();
}

}  // namespace perseat::engine
