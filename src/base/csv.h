// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Comma-separated values: written for spreadsheets that must not run what people typed, and read
// as people save them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perseat::csv {

// RFC 4180 with CRLF, after a byte order mark, without which spreadsheets misread UTF-8.
class Writer {
 public:
  Writer() : out_("\xEF\xBB\xBF") {}

  // A text that begins like a formula gets an apostrophe before it.
  Writer& cell(std::string_view text);
  Writer& cell(std::int64_t number) { return append(std::to_string(number)); }
  // Text of our own making that cannot be a formula, such as a price or a date.
  Writer& plain(std::string_view text) { return append(text); }
  void end_row();
  [[nodiscard]] std::string take() { return std::move(out_); }
  // Whether it would be a formula for a spreadsheet.
  [[nodiscard]] static bool begins_like_formula(std::string_view text);

 private:
  Writer& append(std::string_view text);

  std::string out_;
  bool is_first_ = true;
};

// The first cell of each line that has one, trimmed. Cells end with comma, semicolon or tab, may
// be quoted, lines end with LF, CRLF or CR; a byte order mark is skipped.
[[nodiscard]] std::vector<std::string> first_column(std::string_view text);

}  // namespace perseat::csv
