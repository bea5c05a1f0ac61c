// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/watcher.h"

#include <pthread.h>

#include <chrono>
#include <exception>
#include <utility>

#include "base/log.h"

namespace perseat::workers {
namespace {

constexpr std::int64_t after_a_bug_ms = 1'000;

}  // namespace

Result<std::unique_ptr<Watcher>> Watcher::start(ports::Database& database, Look look) {
  return std::unique_ptr<Watcher>(new Watcher(TRY(database.connect_reader()), std::move(look)));
}

Watcher::Watcher(std::unique_ptr<ports::Connection> reader, Look look)
    : reader_(std::move(reader)), look_(std::move(look)), thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "watcher");
}

Watcher::~Watcher() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Watcher::notify() {
  {
    const std::lock_guard lock(mutex_);
    is_notified_ = true;
  }
  changed_.notify_all();
}

bool Watcher::wait(std::optional<std::int64_t> pause_ms) {
  std::unique_lock lock(mutex_);
  const auto is_due = [this] { return is_notified_ || is_stopping_; };
  if (pause_ms)
    changed_.wait_for(lock, std::chrono::milliseconds(*pause_ms), is_due);
  else
    changed_.wait(lock, is_due);
  is_notified_ = false;
  return !is_stopping_;
}

std::optional<std::int64_t> Watcher::look_guarded() {
  try {
    return look_(*reader_);
  } catch (const std::exception& exception) {
    log_error("bug").with("what", exception.what());
    return after_a_bug_ms;
  }
}

void Watcher::run() {
  std::optional<std::int64_t> pause_ms;
  while (wait(pause_ms)) pause_ms = look_guarded();
}

}  // namespace perseat::workers
