// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace perseat::csv {
namespace {

// What makes a formula of a cell in one spreadsheet or another; the last four are full width.
constexpr std::array<std::string_view, 10> formula_starts{
    "=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\";\r\n\t") != std::string_view::npos || text.starts_with(' ') ||
         text.ends_with(' ');
}

bool ends_line(char c) { return c == '\n' || c == '\r'; }
bool ends_cell(char c) { return c == ',' || c == ';' || c == '\t' || ends_line(c); }

// Takes a quoted cell; what follows the closing quote up to the next cell is dropped.
std::string take_quoted(std::string_view text, std::size_t& at) {
  std::string cell;
  for (++at; at < text.size(); ++at) {
    if (text[at] != '"') {
      cell += text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      cell += text[at++];
    } else {
      ++at;
      break;
    }
  }
  return cell;
}

}  // namespace

bool Writer::begins_like_formula(std::string_view text) {
  return std::ranges::any_of(formula_starts,
                             [&](std::string_view start) { return text.starts_with(start); });
}

Writer& Writer::cell(std::string_view text) {
  if (begins_like_formula(text)) return append("'" + std::string(text));
  return append(text);
}

Writer& Writer::append(std::string_view text) {
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (!needs_quotes(text)) {
    out_ += text;
    return *this;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

void Writer::end_row() {
  out_ += "\r\n";
  is_first_ = true;
}

std::vector<std::string> first_column(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string> cells;
  std::size_t at = 0;
  while (at < text.size()) {
    std::string cell;
    if (text[at] == '"') cell = take_quoted(text, at);
    while (at < text.size() && !ends_cell(text[at])) cell += text[at++];
    // The other cells of the line, in which a quoted one may hold a line end.
    while (at < text.size() && !ends_line(text[at])) {
      ++at;
      if (at < text.size() && text[at] == '"') (void)take_quoted(text, at);
    }
    while (at < text.size() && ends_line(text[at])) ++at;
    const std::string_view trimmed = trim(cell);
    if (!trimmed.empty()) cells.emplace_back(trimmed);
  }
  return cells;
}

}  // namespace perseat::csv
