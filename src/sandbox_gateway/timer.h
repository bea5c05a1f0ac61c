// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Runs functions later, on one thread of its own. What has not run when it ends is dropped.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace perseat::sandbox_gateway {

class Timer {
 public:
  Timer() : thread_([this] { run(); }) {}
  ~Timer() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    has_changed_.notify_one();
    thread_.join();
  }

  void after(std::int64_t delay_ms, std::function<void()> work) {
    const auto due = std::chrono::steady_clock::now() + std::chrono::milliseconds(delay_ms);
    {
      const std::lock_guard lock(mutex_);
      works_.emplace(due, std::move(work));
    }
    has_changed_.notify_one();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!is_stopping_) {
      if (works_.empty()) {
        has_changed_.wait(lock);
      } else if (const auto due = works_.begin()->first; due > std::chrono::steady_clock::now()) {
        has_changed_.wait_until(lock, due);
      } else {
        const auto work = std::move(works_.begin()->second);
        works_.erase(works_.begin());
        lock.unlock();
        work();
        lock.lock();
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable has_changed_;
  std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> works_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace perseat::sandbox_gateway
