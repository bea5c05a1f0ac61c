// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Counters in Prometheus' text format 0.0.4.
#pragma once

#include <string>

#include "adapters/http/rate_limiter.h"
#include "adapters/http/stream_places.h"
#include "engine/command_queue.h"

namespace perseat::http {

inline constexpr const char* metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

[[nodiscard]] std::string render_metrics(const engine::CommandQueue& queue,
                                         const RateLimiter& rate_limiter,
                                         const StreamPlaces& streams);

}  // namespace perseat::http
