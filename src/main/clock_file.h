// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How far the test clock was moved, kept in a file of the data folder over restarts.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace perseat {

class ClockFile {
 public:
  explicit ClockFile(const std::string& data_folder) : name_(data_folder + "/test-clock") {}

  // In milliseconds; 0 if the clock was never moved. Errors: testClockDamaged.
  [[nodiscard]] Result<std::int64_t> read() const;
  // Errors: storageFailed; the file is then as it was.
  [[nodiscard]] Result<void> write(std::int64_t shift_ms) const;

 private:
  std::string name_;
};

}  // namespace perseat
