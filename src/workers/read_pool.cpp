// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/read_pool.h"

#include <pthread.h>

#include <utility>

namespace perseat::workers {
namespace {

constexpr std::size_t waiting_max = 10'000;

}  // namespace

Result<std::unique_ptr<ReadPool>> ReadPool::start(ports::Database& database, std::size_t threads) {
  std::vector<std::unique_ptr<ports::Connection>> connections;
  for (std::size_t i = 0; i < threads; ++i) connections.push_back(TRY(database.connect_reader()));
  return std::unique_ptr<ReadPool>(new ReadPool(std::move(connections)));
}

ReadPool::ReadPool(std::vector<std::unique_ptr<ports::Connection>> connections)
    : connections_(std::move(connections)) {
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
    if (stopping_ || waiting_.size() >= waiting_max) return false;
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
    work(connection);
  }
}

}  // namespace perseat::workers
