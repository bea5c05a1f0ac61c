// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/hash.h"
#include "base/id.h"

namespace perseat::cli {
namespace {

constexpr std::size_t default_rows = 1'000;
constexpr std::size_t most_rows = 1'000'000;

// The cells of a grid as JSON objects, for what the API gives as CSV only or the program works
// out itself: "Member name" becomes "memberName".
std::string member_name(std::string_view heading) {
  std::string name;
  bool is_next_upper = false;
  for (const char c : heading) {
    if (c == ' ') {
      is_next_upper = true;
      continue;
    }
    const bool is_lower = c >= 'a' && c <= 'z';
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_next_upper && is_lower) {
      name += static_cast<char>(c - 'a' + 'A');
    } else if (name.empty() && is_upper) {
      name += static_cast<char>(c - 'A' + 'a');
    } else {
      name += c;
    }
    is_next_upper = false;
  }
  return name;
}

std::string grid_json(const Grid& grid) {
  std::string text;
  json::Writer writer(text);
  writer.begin_array();
  for (const auto& row : grid.rows) {
    writer.begin_object();
    for (std::size_t i = 0; i < row.size(); ++i)
      writer.field(member_name(grid.headings[i].text), row[i]);
    writer.end_object();
  }
  writer.end_array();
  const auto document = json::Document::parse(text);
  return document ? pretty_json(document->root()) : text + "\n";
}

std::string list_json(const Listing& listing) {
  std::string out = "{\n  \"items\": [";
  for (std::size_t i = 0; i < listing.rows.size(); ++i) {
    std::string row = pretty_json(listing.rows[i]);
    row.pop_back();
    out += i == 0 ? "\n    " : ",\n    ";
    for (const char c : row) {
      out += c;
      if (c == '\n') out += "    ";
    }
  }
  out += listing.rows.empty() ? "]" : "\n  ]";
  const json::Node last = listing.pages.back().root().member("nextCursor");
  return out + fmt::format(",\n  \"nextCursor\": {}\n}}\n", last.dump());
}

}  // namespace

Result<Api> signed_in(Context& context) {
  if (context.place.server.empty())
    return Error{ErrorCode::unauthenticated,
                 "notSignedIn",
                 "Nobody is signed in here. Begin with: perseat login --server URL --email ADDRESS",
                 {},
                 {}};
  if (context.place.token.empty())
    return Error{ErrorCode::unauthenticated,
                 "notSignedIn",
                 fmt::format("Nobody is signed in to {0}. Begin with: perseat login --server {0} "
                             "--email ADDRESS",
                             context.place.server),
                 {},
                 {}};
  return Api(context.place, context.around, context.failed_request_id);
}

Result<void> confirm(const Context& context, std::string_view question) {
  if (context.given.has("--yes")) return {};
  if (!context.around.can_ask)
    return usage_error("This asks before it acts, and nobody is there to answer: add --yes.");
  const auto answer = context.around.ask(fmt::format("{} [y/N] ", question));
  if (answer && (*answer == "y" || *answer == "Y" || *answer == "yes" || *answer == "Yes"))
    return {};
  return said_no();
}

Result<std::string> read_password(const Context& context, std::string_view prompt) {
  const auto secret =
      context.around.can_ask ? context.around.ask_secret(prompt) : context.around.read_line();
  if (!secret || secret->empty()) return usage_error("No password was given.");
  return *secret;
}

Result<std::string> idempotency_key(const Context& context) {
  if (context.given.has("--idempotency-key")) {
    const std::string key = context.given.text("--idempotency-key");
    const bool is_fine =
        !key.empty() && key.size() <= 255 &&
        std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (!is_fine) return usage_error("--idempotency-key takes 1 to 255 visible ASCII characters.");
    return key;
  }
  const std::string key = fresh_key();
  context.around.err(fmt::format("Idempotency-Key: {}\n", key));
  return key;
}

std::string fresh_key() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const Instant instant{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
  return format_uuid(IdSource(random_seed()).next(instant));
}

void show_list(const Context& context, const Listing& listing, const View& view) {
  if (context.output == Output::json) {
    context.around.out(list_json(listing));
  } else if (context.output == Output::table && listing.rows.empty()) {
    context.around.err("There are none.\n");
  } else {
    show_grid(context, grid_of(listing.rows, view, context.output));
  }
  if (listing.has_more)
    context.around.err(
        fmt::format("There are more than these {} rows: add --limit N.\n", listing.rows.size()));
}

void show_item(const Context& context, json::Node item, const View& view) {
  if (context.output == Output::json) return context.around.out(pretty_json(item));
  const json::Node inner = view.item.empty() ? json::Node() : at(item, view.item);
  context.around.out(
      render_item(inner.exists() ? inner : item, view, context.output, context.style));
}

void show_grid(const Context& context, const Grid& grid) {
  switch (context.output) {
    case Output::table: return context.around.out(render_table(grid, context.style));
    case Output::csv: return context.around.out(render_csv(grid));
    case Output::json: return context.around.out(grid_json(grid));
  }
}

Result<std::size_t> rows_max(const Context& context) {
  if (!context.given.has("--limit")) return default_rows;
  const std::string text = context.given.text("--limit");
  std::size_t rows = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), rows);
  if (failure != std::errc{} || end != text.data() + text.size() || rows == 0 || rows > most_rows)
    return usage_error("--limit takes a whole number from 1 to 1,000,000.");
  return rows;
}

}  // namespace perseat::cli
