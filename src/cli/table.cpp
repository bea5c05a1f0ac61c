// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/terminal_text.h"

namespace perseat::cli {
namespace {

// The end of the last cell of a line is not padded, so that lines have no spaces at their ends.
std::string pad(const std::string& cell, std::size_t width, bool is_right, bool is_last) {
  const std::string space(width - std::min(width, display_width(cell)), ' ');
  if (is_right) return space + cell;
  return is_last ? cell : cell + space;
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
  });
}

std::string csv_cell(std::string_view text) {
  constexpr std::string_view formula_starts = "=+-@\t\r";
  std::string cell;
  if (!text.empty() && formula_starts.find(text.front()) != std::string_view::npos &&
      !is_number(text))
    cell += '\'';
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

// Reads cells one by one; a line's end belongs to its last cell.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  Result<std::vector<std::string>> row() {
    std::vector<std::string> cells;
    for (is_last_ = false; !is_last_;) cells.push_back(TRY(cell()));
    return cells;
  }

 private:
  Result<std::string> cell() {
    std::string value;
    if (!at_end() && text_[at_] == '"') {
      value = TRY(quoted());
    } else {
      const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
      value = text_.substr(at_, end - at_);
      at_ = end;
    }
    is_last_ = at_end() || text_[at_] != ',';
    if (!is_last_) {
      ++at_;
      return value;
    }
    if (!at_end() && text_[at_] == '\r') ++at_;
    if (!at_end() && text_[at_] == '\n') ++at_;
    return value;
  }

  Result<std::string> quoted() {
    std::string value;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] != '"') {
        value += text_[at_];
        continue;
      }
      ++at_;
      if (at_end() || text_[at_] != '"') return value;
      value += '"';
    }
    return invalid("", "malformedCsv", "A quote of the CSV does not end.");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_last_ = false;
};

}  // namespace

std::string Style::bold(std::string_view text) const {
  return has_color ? fmt::format("\x1B[1m{}\x1B[0m", text) : std::string(text);
}

std::string Style::red(std::string_view text) const {
  return has_color ? fmt::format("\x1B[31m{}\x1B[0m", text) : std::string(text);
}

std::string render_table(const Grid& grid, const Style& style) {
  std::vector<std::size_t> widths;
  widths.reserve(grid.headings.size());
  for (const Heading& heading : grid.headings) widths.push_back(display_width(heading.text));
  for (const auto& row : grid.rows) {
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  const auto line = [&](const auto& text_of) {
    std::string text;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) text += "  ";
      text += pad(text_of(i), widths[i], grid.headings[i].is_right, i + 1 == widths.size());
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  std::string out =
      style.bold(line([&](std::size_t i) -> const std::string& { return grid.headings[i].text; }));
  out += '\n';
  for (const auto& row : grid.rows)
    out += line([&](std::size_t i) -> const std::string& { return row[i]; }) + '\n';
  return out;
}

std::string render_csv(const Grid& grid) {
  std::string out;
  const auto end_cell = [&](std::size_t i) { out += i + 1 == grid.headings.size() ? "\r\n" : ","; };
  for (std::size_t i = 0; i < grid.headings.size(); ++i) {
    out += csv_cell(grid.headings[i].text);
    end_cell(i);
  }
  for (const auto& row : grid.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += csv_cell(row[i]);
      end_cell(i);
    }
  }
  return out;
}

Result<Grid> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvReader reader(text);
  Grid grid;
  if (reader.at_end()) return grid;
  for (std::string& name : TRY(reader.row())) grid.headings.push_back({std::move(name)});
  while (!reader.at_end()) {
    grid.rows.push_back(TRY(reader.row()));
    if (grid.rows.back().size() != grid.headings.size())
      return invalid("", "malformedCsv",
                     fmt::format("Row {} of the CSV has {} cells instead of {}.", grid.rows.size(),
                                 grid.rows.back().size(), grid.headings.size()));
  }
  return grid;
}

}  // namespace perseat::cli
