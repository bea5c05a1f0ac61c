// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/server_id.h"

#include <filesystem>
#include <fstream>

#include "base/hash.h"

namespace perseat {

Result<ServerId> take_server_id(const std::string& folder, const ports::Clock& clock) {
  const std::string file = folder + "/server-id";
  std::string line;
  if (std::ifstream stream(file); std::getline(stream, line)) {
    if (const auto known = parse_uuid(line)) return ServerId{*known};
  }
  // None, or half of one: with a new id it only waits until others' leases of the old one are lost.
  IdSource ids(random_seed());
  const auto made = ids.make<ServerId>(clock.now());
  const std::string written = file + ".new";
  {
    std::ofstream stream(written, std::ios::trunc);
    stream << made.text() << '\n';
    if (!stream.flush()) return unavailable("storageFailed", "Cannot be written: " + written);
  }
  std::error_code failure;
  std::filesystem::rename(written, file, failure);
  if (failure) return unavailable("storageFailed", "Cannot be written: " + file);
  return made;
}

}  // namespace perseat
