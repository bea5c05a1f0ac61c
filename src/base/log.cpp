// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <pthread.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace perseat {
namespace {

constexpr std::size_t waiting_bytes_max = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds collecting{20};
constexpr std::size_t line_bytes = 400;  // no line of a request is longer

// Collects lines for some milliseconds and writes them together on a thread of its own. Waking
// that thread for each line costs more than making the line, and costs it on the writer's thread.
class CollectingSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  CollectingSink() : thread_([this] { run(); }) {
    pthread_setname_np(thread_.native_handle(), "log");
  }
  ~CollectingSink() override {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
  }
  CollectingSink(const CollectingSink&) = delete;
  CollectingSink& operator=(const CollectingSink&) = delete;

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    // Lines are dropped rather than requests held up when the disk cannot follow.
    if (waiting_.size() > waiting_bytes_max) return;
    if (waiting_.empty()) arrived_.notify_one();
    waiting_.append(message.payload.data(), message.payload.size());
    waiting_ += '\n';
  }
  void flush_() override {
    is_urgent_ = true;
    arrived_.notify_one();
  }

  void run() {
    std::string lines;
    std::unique_lock lock(mutex_);
    while (true) {
      arrived_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      arrived_.wait_for(lock, collecting, [this] { return is_stopping_ || is_urgent_; });
      is_urgent_ = false;
      // Both keep their room: a text that grows anew from nothing is copied again and again.
      lines.clear();
      lines.swap(waiting_);
      lock.unlock();
      std::fwrite(lines.data(), 1, lines.size(), stderr);
      lock.lock();
    }
  }

  // All guarded by the base's mutex_.
  std::string waiting_;
  bool is_urgent_ = false;
  bool is_stopping_ = false;
  std::condition_variable arrived_;
  std::thread thread_;  // last: it uses the others
};

std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> instance = [] {
    auto made = spdlog::stderr_logger_mt("perseat");
    made->set_pattern("%v");
    return made;
  }();
  return instance;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

Instant wall_clock() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

}  // namespace

LogLine::LogLine(LogLevel level, std::string_view event) : level_(level), writer_(line_) {
  line_.reserve(line_bytes);
  writer_.begin_object().field("at", wall_clock());
  writer_.field("level", spdlog::level::to_string_view(level_of(level)).data());
  writer_.field("event", event);
}

LogLine::~LogLine() {
  writer_.end_object();
  logger()->log(level_of(level_), spdlog::string_view_t(line_.data(), line_.size()));
}

void start_background_log() {
  logger() =
      std::make_shared<spdlog::logger>("perseat-background", std::make_shared<CollectingSink>());
  logger()->flush_on(spdlog::level::warn);
}

void flush_log() {
  // The sink's end writes what waits; from now on lines are written at once again.
  auto direct = spdlog::stderr_logger_mt("perseat-direct");
  direct->set_pattern("%v");
  logger() = std::move(direct);
}

}  // namespace perseat
