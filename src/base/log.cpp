// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <pthread.h>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace perseat {
namespace {

constexpr std::size_t waiting_lines_max = 8192;

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
  writer_.begin_object().field("at", wall_clock());
  writer_.field("level", spdlog::level::to_string_view(level_of(level)).data());
  writer_.field("event", event);
}

LogLine::~LogLine() {
  writer_.end_object();
  logger()->log(level_of(level_), "{}", line_);
}

void start_background_log() {
  spdlog::init_thread_pool(waiting_lines_max, 1, [] { pthread_setname_np(pthread_self(), "log"); });
  // Old lines are dropped rather than requests held up when the disk cannot follow.
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  logger() =
      std::make_shared<spdlog::async_logger>("perseat-background", sink, spdlog::thread_pool(),
                                             spdlog::async_overflow_policy::overrun_oldest);
  logger()->set_pattern("%v");
}

void flush_log() {
  logger()->flush();
  spdlog::shutdown();
}

}  // namespace perseat
