// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Rows of texts as an aligned table for people, or as CSV for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace perseat::cli {

// Escape sequences of a terminal, or nothing.
struct Style {
  bool has_color = false;

  [[nodiscard]] std::string bold(std::string_view text) const;
  [[nodiscard]] std::string red(std::string_view text) const;
};

struct Heading {
  std::string text;
  bool is_right = false;  // numbers end at the right of their column
};

struct Grid {
  std::vector<Heading> headings;
  std::vector<std::vector<std::string>> rows;  // each as long as the headings
};

// Columns aligned by what a terminal shows, two spaces apart, no spaces at the ends of lines.
[[nodiscard]] std::string render_table(const Grid& grid, const Style& style);

// RFC 4180: lines end with CR LF, what needs quotes has them. A text that a spreadsheet would take
// for a formula begins with an apostrophe; numbers stay numbers.
[[nodiscard]] std::string render_csv(const Grid& grid);

// The first line is the heading. Refused: quotes that do not end, rows of another length.
[[nodiscard]] Result<Grid> parse_csv(std::string_view text);

}  // namespace perseat::cli
