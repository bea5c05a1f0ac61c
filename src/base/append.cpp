// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/append.h"

#include <array>
#include <charconv>

namespace perseat {

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace perseat
