// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/clock_file.h"

#include <charconv>
#include <filesystem>
#include <fstream>

namespace perseat {

Result<std::int64_t> ClockFile::read() const {
  std::ifstream stream(name_);
  if (!stream) return 0;
  std::string text;
  std::getline(stream, text);
  const char* const end = text.data() + text.size();
  std::int64_t shift_ms = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, shift_ms);
  if (error != std::errc() || rest != end || shift_ms < 0)
    return unavailable("testClockDamaged",
                       "Not a number of milliseconds: " + name_ + ". Remove it for real time.");
  return shift_ms;
}

// In one step: half a number would be another time.
Result<void> ClockFile::write(std::int64_t shift_ms) const {
  const std::string fresh = name_ + ".new";
  {
    std::ofstream stream(fresh, std::ios::trunc);
    stream << shift_ms << '\n';
    stream.flush();
    if (!stream) return unavailable("storageFailed", "Cannot write " + fresh);
  }
  std::error_code failure;
  std::filesystem::rename(fresh, name_, failure);
  if (failure) return unavailable("storageFailed", "Cannot write " + name_);
  return {};
}

}  // namespace perseat
