// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Where a page of a list ended, as opaque text: the sort key of its last row. The next page is
// what comes after that key, so a page costs the same however far down it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace perseat::queries {

// How many rows are wanted, and after which.
struct Page {
  std::int64_t limit = 50;  // 1 to 200
  std::string cursor;       // empty: from the beginning
};

// Texts, integers and ids one after the other.
class CursorWriter {
 public:
  CursorWriter& add(std::string_view text);
  CursorWriter& add(std::int64_t number);
  CursorWriter& add(const Uuid& uuid) { return add(uuid.view()); }
  [[nodiscard]] std::string take();

 private:
  std::string bytes_;
};

struct CursorPart {
  std::string text;
  std::int64_t integer = 0;
  Uuid uuid;
};

// Reads back what was written in this order: a letter a part, t text, i integer, u id. Of an empty
// cursor all parts are empty. Error: malformedCursor.
[[nodiscard]] Result<std::vector<CursorPart>> read_cursor(std::string_view cursor,
                                                          std::string_view shape);

}  // namespace perseat::queries
