// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

#include <date/tz.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "base/check.h"

namespace perseat {
namespace {

// Names with dots or a leading slash would be looked up as files.
bool is_plausible_name(std::string_view zone) {
  return !zone.empty() && zone.size() <= 64 && zone.front() != '/' &&
         zone.find("..") == std::string_view::npos;
}

const date::time_zone* find_zone(std::string_view zone) {
  if (!is_plausible_name(zone)) return nullptr;
  // The same zone is asked for again and again: remember the last one of each thread.
  thread_local std::string last_name;
  thread_local const date::time_zone* last = nullptr;
  if (last != nullptr && last_name == zone) return last;
  try {
    const date::time_zone* found = date::locate_zone(std::string(zone));
    last_name = zone;
    last = found;
    return found;
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

bool zone_exists(std::string_view zone) { return find_zone(zone) != nullptr; }

Date date_in_zone(Instant instant, std::string_view zone) {
  const date::time_zone* found = find_zone(zone);
  CHECK(found != nullptr);
  const date::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds{instant.ms}};
  const auto day = date::floor<date::days>(found->to_local(moment));
  return {static_cast<std::int32_t>(day.time_since_epoch().count())};
}

Instant start_of_day(Date date, std::string_view zone) {
  const date::time_zone* found = find_zone(zone);
  CHECK(found != nullptr);
  const date::local_days midnight{date::days{date.days}};
  // choose::earliest: where midnight happens twice the day starts at the first; where it does not
  // exist, to_sys gives the moment of the change, the first that exists.
  const auto moment = found->to_sys(midnight, date::choose::earliest);
  return {std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count()};
}

}  // namespace perseat
