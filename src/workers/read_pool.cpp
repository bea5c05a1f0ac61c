// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/read_pool.h"

#include <pthread.h>

#include <exception>
#include <utility>

#include "base/log.h"

namespace perseat::workers {
namespace {

// Whoever waits for an answer of the work gets none from here: letting go of it has to do that.
void run_guarded(const ReadPool::Work& work, ports::Connection& connection) {
  try {
    work(connection);
  } catch (const std::exception& exception) {
    log_error("bug").with("what", exception.what());
  }
}

}  // namespace

Result<std::unique_ptr<ReadPool>> ReadPool::start(ports::Database& database,
                                                  const ReadPoolOptions& options) {
  std::vector<std::unique_ptr<ports::Connection>> connections;
  for (std::size_t i = 0; i < options.threads; ++i)
    connections.push_back(TRY(database.connect_reader()));
  return std::unique_ptr<ReadPool>(new ReadPool(std::move(connections), options.waiting_max));
}

ReadPool::ReadPool(std::vector<std::unique_ptr<ports::Connection>> connections,
                   std::size_t waiting_max)
    : connections_(std::move(connections)), waiting_max_(waiting_max) {
  for (const auto& connection : connections_) {
    threads_.emplace_back([this, &connection] { run(*connection); });
    pthread_setname_np(threads_.back().native_handle(), "reader");
  }
}

ReadPool::~ReadPool() { stop(); }

void ReadPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool ReadPool::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= waiting_max_) return false;
    waiting_.push_back(std::move(work));
  }
  arrived_.notify_one();
  return true;
}

void ReadPool::run(ports::Connection& connection) {
  while (true) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    run_guarded(work, connection);
  }
}

}  // namespace perseat::workers
