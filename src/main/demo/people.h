// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invented people of the demo, with names in four scripts. The same index is always the same
// person.
#pragma once

#include <cstddef>
#include <string>

namespace perseat::demo {

struct Person {
  std::string display_name;
  std::string mailbox;  // the part before the @, ASCII
  std::string locale;
};

[[nodiscard]] Person person(std::size_t index);

}  // namespace perseat::demo
