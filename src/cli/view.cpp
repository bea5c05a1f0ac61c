// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/terminal_text.h"
#include "base/time.h"

namespace perseat::cli {
namespace {

std::string plain(json::Node node) {
  if (const auto text = node.text()) return std::string(*text);
  if (const auto flag = node.boolean()) return *flag ? "yes" : "no";
  return node.dump();
}

std::string member_text(json::Node node, std::string_view name) {
  const json::Node member = node.member(name);
  return member.exists() && !member.is_null() ? plain(member) : "";
}

// Objects that answers carry in many places, in the way people write them: the first row whose
// members are all there counts. Braces name the members.
struct ObjectForm {
  std::vector<std::string_view> members;
  std::string_view form;
};
const std::vector<ObjectForm>& object_forms() {
  static const std::vector<ObjectForm> forms{
      {{"amount", "currency"}, "{amount} {currency}"},
      {{"displayName"}, "{displayName}"},
      {{"brand", "last4"}, "{brand} {last4}"},
      {{"field", "before", "after"}, "{field}: {before} -> {after}"},
      {{"price", "validFrom"}, "{country} {price} from {validFrom}"},
      {{"line1", "city"}, "{line1}, {line2}, {postalCode} {city}, {region}, {country}"},
      {{"role", "billingProfileId"}, "{role} {billingProfileId}"},
      {{"days", "needsPaymentMethod"}, "{days} days"},
      {{"allowed", "reason"}, "{reason}"},
      {{"allowed"}, "{allowed}"},
      {{"date", "amount"}, "{amount} on {date}"},
      {{"kind", "name"}, "{kind} {name}"},
      {{"kind", "id"}, "{kind} {id}"},
      {{"code", "name"}, "{name}"},
      {{"name"}, "{name}"}};
  return forms;
}

std::string text_of(json::Node node);

// "2026-01-31 09:30" of an instant, any other text as it is.
std::string minutes_of(std::string text) {
  if (!parse_instant(text)) return text;
  return fmt::format("{} {}", text.substr(0, 10), text.substr(11, 5));
}

// A member that is null or absent goes with the text before it or, at the start, after it.
std::string fill_form(json::Node node, std::string_view form) {
  std::string out;
  std::string glue;
  while (!form.empty()) {
    const std::size_t open = std::min(form.find('{'), form.size());
    if (open == form.size()) return out + std::string(form);
    if (glue.empty()) glue = form.substr(0, open);
    const std::size_t close = form.find('}', open);
    const json::Node member = node.member(form.substr(open + 1, close - open - 1));
    form.remove_prefix(close + 1);
    if (!member.exists() || member.is_null()) continue;
    out += (out.empty() ? "" : glue) + minutes_of(text_of(member));
    glue.clear();
  }
  return out;
}

std::string object_text(json::Node node) {
  for (const ObjectForm& known : object_forms()) {
    const bool fits = std::all_of(known.members.begin(), known.members.end(),
                                  [&](auto name) { return node.member(name).exists(); });
    if (fits) return fill_form(node, known.form);
  }
  return node.dump();
}

std::string text_of(json::Node node) {
  if (node.is_object()) return object_text(node);
  if (!node.is_array()) return plain(node);
  std::string out;
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (i > 0) out += node.element(i).is_object() ? "; " : ", ";
    out += text_of(node.element(i));
  }
  return out;
}

// Where a column's value is: from the expanded entry, or with a slash from its row.
json::Node find(json::Node row, json::Node entry, std::string_view path) {
  return path.starts_with('/') ? at(row, path.substr(1)) : at(entry, path);
}

void append_csv_cells(json::Node node, const Column& column, std::vector<std::string>& cells) {
  const bool is_empty = !node.exists() || node.is_null();
  if (column.format == Format::money) {
    cells.push_back(member_text(node, "amount"));
    cells.push_back(member_text(node, "currency"));
  } else {
    cells.push_back(is_empty ? "" : text_of(node));
  }
}

std::vector<std::string> cells_of(json::Node row, json::Node entry, const View& view,
                                  Output output) {
  std::vector<std::string> cells;
  for (const Column& column : view.columns) {
    const json::Node value = find(row, entry, column.path);
    if (output == Output::csv) {
      append_csv_cells(value, column, cells);
    } else {
      cells.push_back(cell_text(value, column.format));
    }
  }
  return cells;
}

std::vector<Heading> headings_of(std::span<const Column> columns, Output output) {
  std::vector<Heading> headings;
  for (const Column& column : columns) {
    const bool is_right = column.format == Format::number || column.format == Format::money;
    headings.push_back({std::string(column.title), is_right});
    if (output == Output::csv && column.format == Format::money)
      headings.push_back({fmt::format("{} currency", column.title)});
  }
  return headings;
}

void append_pretty(json::Node node, const std::string& indent, std::string& out) {
  if ((!node.is_object() && !node.is_array()) || node.size() == 0) {
    out += node.dump();
    return;
  }
  const std::string deeper = indent + "  ";
  out += node.is_object() ? '{' : '[';
  for (std::size_t i = 0; i < node.size(); ++i) {
    out += (i == 0 ? "\n" : ",\n") + deeper;
    if (node.is_object()) {
      json::append_quoted(out, node.member_name(i));
      out += ": ";
    }
    append_pretty(node.element(i), deeper, out);
  }
  out += "\n" + indent + (node.is_object() ? '}' : ']');
}

}  // namespace

json::Node at(json::Node node, std::string_view path) {
  while (!path.empty()) {
    const std::size_t point = std::min(path.find('.'), path.size());
    node = node.member(path.substr(0, point));
    path.remove_prefix(std::min(path.size(), point + 1));
  }
  return node;
}

std::string cell_text(json::Node node, Format format) {
  if (!node.exists()) return "";
  if (node.is_null()) return "-";
  const std::string text = text_of(node);
  return printable(format == Format::instant ? minutes_of(text) : text);
}

Grid grid_of(std::span<const json::Node> rows, const View& view, Output output) {
  Grid grid{headings_of(view.columns, output), {}};
  for (const json::Node row : rows) {
    const json::Node entries = view.expand.empty() ? json::Node() : at(row, view.expand);
    for (std::size_t i = 0; i < entries.size(); ++i)
      grid.rows.push_back(cells_of(row, entries.element(i), view, output));
    if (entries.size() == 0)
      grid.rows.push_back(cells_of(row, view.expand.empty() ? row : json::Node(), view, output));
  }
  return grid;
}

std::string render_item(json::Node item, const View& view, Output output, const Style& style) {
  const auto rows_at = [&](std::string_view path) {
    std::vector<json::Node> rows;
    const json::Node list = at(item, path);
    rows.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) rows.push_back(list.element(i));
    return rows;
  };
  if (output == Output::csv) {
    if (view.sections.empty()) return render_csv(grid_of({&item, 1}, {view.columns}, output));
    const Section& first = view.sections.front();
    return render_csv(grid_of(rows_at(first.path), {first.columns}, output));
  }
  std::size_t width = 0;
  for (const Column& column : view.columns) width = std::max(width, display_width(column.title));
  std::string out;
  for (const Column& column : view.columns) {
    const std::string value = cell_text(at(item, column.path), column.format);
    if (value.empty()) continue;
    const std::string space(width - display_width(column.title) + 2, ' ');
    out += fmt::format("{}{}{}\n", style.bold(column.title), space, value);
  }
  for (const Section& section : view.sections) {
    const auto rows = rows_at(section.path);
    if (rows.empty()) continue;
    out += fmt::format("\n{}\n", section.title);
    out += render_table(grid_of(rows, {section.columns}, output), style);
  }
  return out;
}

std::string pretty_json(json::Node node) {
  std::string out;
  append_pretty(node, "", out);
  return out + '\n';
}

}  // namespace perseat::cli
