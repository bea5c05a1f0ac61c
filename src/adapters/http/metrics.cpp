// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/metrics.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "adapters/http/thread_times.h"

namespace perseat::http {
namespace {

void begin(std::string& out, std::string_view name, std::string_view kind, std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
}

void add(std::string& out, std::string_view name, std::string_view kind, std::string_view help,
         std::uint64_t value) {
  begin(out, name, kind, help);
  fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

}  // namespace

std::string render_metrics(const engine::CommandQueue& queue, const RateLimiter& rate_limiter,
                           const StreamPlaces& streams) {
  std::string out;
  add(out, "perseat_engine_commands_total", "counter", "Commands that the writer took.",
      queue.commands());
  add(out, "perseat_engine_batches_total", "counter",
      "Batches of commands, each one commit at most.", queue.batches());
  add(out, "perseat_engine_healthy", "gauge", "1 while changes can be stored.",
      queue.is_healthy() ? 1 : 0);
  add(out, "perseat_http_rate_limited_total", "counter", "Requests of callers who asked too often.",
      rate_limiter.refusals());
  add(out, "perseat_http_streams", "gauge", "Streams of events that are open.", streams.taken());
  constexpr std::string_view cpu = "perseat_thread_cpu_seconds_total";
  begin(out, cpu, "counter", "Processor time, by the threads' purpose.");
  for (const auto& [thread, ms] : thread_times_ms())
    fmt::format_to(std::back_inserter(out), "{}{{thread=\"{}\"}} {}.{:03}\n", cpu, thread,
                   ms / 1'000, ms % 1'000);
  return out;
}

}  // namespace perseat::http
