// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/thread_times.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace perseat::http {
namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// User and system time in clock ticks, the 14th and 15th field. The second one, the name in
// parentheses, may hold spaces, so the count begins behind it.
std::int64_t ticks_of(const std::string& stat) {
  const std::size_t behind_name = stat.rfind(')');
  if (behind_name == std::string::npos) return 0;
  std::istringstream fields(stat.substr(behind_name + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  std::int64_t user = 0;
  std::int64_t system = 0;
  fields >> user >> system;
  return fields ? user + system : 0;
}

}  // namespace

std::map<std::string, std::int64_t> thread_times_ms() {
  std::map<std::string, std::int64_t> times;
  const std::int64_t ticks_per_s = sysconf(_SC_CLK_TCK);
  const std::string first = std::to_string(getpid());
  std::error_code failure;
  fs::directory_iterator threads("/proc/self/task", failure);
  for (; !failure && threads != fs::directory_iterator(); threads.increment(failure)) {
    const fs::path& folder = threads->path();
    std::string name = read_whole(folder / "comm");
    if (name.empty()) continue;  // ended meanwhile
    name.pop_back();             // the line feed
    if (folder.filename() == first) name = "network";
    times[name] += ticks_of(read_whole(folder / "stat")) * 1'000 / ticks_per_s;
  }
  return times;
}

}  // namespace perseat::http
