// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The only place that knows time zones: instants become civil days here, rules see days only.
// Zones are IANA names of the system's tzdata.
#pragma once

#include <string_view>

#include "base/time.h"

namespace perseat {

[[nodiscard]] bool zone_exists(std::string_view zone);
// Requires: zone_exists(zone).
[[nodiscard]] Date date_in_zone(Instant instant, std::string_view zone);
// The first instant of the day: midnight, or the first moment after it where a clock change skips
// midnight. Requires: zone_exists(zone).
[[nodiscard]] Instant start_of_day(Date date, std::string_view zone);

}  // namespace perseat
