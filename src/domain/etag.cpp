// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/etag.h"

namespace perseat {
namespace {

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string etag_of(std::initializer_list<std::int64_t> versions) {
  std::string text = "\"";
  for (const std::int64_t version : versions) {
    if (text.size() > 1) text += '.';
    text += std::to_string(version);
  }
  return text + '"';
}

bool etag_matches(std::string_view if_match, std::string_view etag) {
  if (if_match.empty()) return true;
  // Our tags hold no comma, so cutting a list at commas never cuts one of them.
  while (true) {
    const std::size_t comma = if_match.find(',');
    const std::string_view tag = without_spaces(if_match.substr(0, comma));
    if (tag == "*" || tag == etag) return true;
    if (comma == std::string_view::npos) return false;
    if_match.remove_prefix(comma + 1);
  }
}

}  // namespace perseat
