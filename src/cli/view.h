// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which members of an answer are shown, as data: a command names a View, and this turns JSON into
// tables and CSV by it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/table.h"

namespace perseat::cli {

enum class Output { table, json, csv };

enum class Format {
  text,    // texts, and people, cards, lists and the like in the way people write them
  number,  // at the right
  money,   // "12.50 EUR"; in CSV two columns
  instant  // "2026-01-31 09:30"; in CSV as the API has it
};

struct Column {
  std::string_view title;
  // Members joined by points: "purchaser.displayName". With expanded rows a leading slash starts
  // from the row that was expanded: "/name".
  std::string_view path;
  Format format = Format::text;
};

struct Section {
  std::string_view title;
  std::string_view path;  // of the list inside the item
  std::span<const Column> columns;
};

struct View {
  std::span<const Column> columns;
  std::string_view expand = {};            // a list inside each row: one line for each entry
  std::span<const Section> sections = {};  // lists shown below an item
  std::string_view item = {};              // the item's place in an answer that has more
};

// The value at the path; does not exist where any member is missing.
[[nodiscard]] json::Node at(json::Node node, std::string_view path);

// A value as a person reads it; "-" for null, nothing for what does not exist.
[[nodiscard]] std::string cell_text(json::Node node, Format format);

// The rows with a line each, or one for each entry of what is expanded.
[[nodiscard]] Grid grid_of(std::span<const json::Node> rows, const View& view, Output output);

// An item: for people as a name and a value a line with its sections below; in CSV as one row, or
// the rows of the first section if it has one.
[[nodiscard]] std::string render_item(json::Node item, const View& view, Output output,
                                      const Style& style);

// Indented by two spaces, with a line end.
[[nodiscard]] std::string pretty_json(json::Node node);

}  // namespace perseat::cli
