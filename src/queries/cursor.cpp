// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/cursor.h"

#include <charconv>
#include <optional>

#include "base/base64.h"
#include "base/text.h"

namespace perseat::queries {
namespace {

constexpr std::size_t uuid_size = 16;

Error malformed() {
  return invalid("cursor", "malformedCursor",
                 "Give the nextCursor of the page before, with the same filters.");
}

// Takes "<length>:<bytes>" off the front.
std::optional<std::string_view> take_part(std::string_view& rest) {
  std::size_t length = 0;
  const char* end = rest.data() + rest.size();
  const auto [colon, failure] = std::from_chars(rest.data(), end, length);
  if (failure != std::errc() || colon == end || *colon != ':') return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(colon - rest.data()) + 1);
  if (length > rest.size()) return std::nullopt;
  const std::string_view part = rest.substr(0, length);
  rest.remove_prefix(length);
  return part;
}

bool fill(CursorPart& part, char shape, std::string_view text) {
  switch (shape) {
    case 't': part.text = text; return is_valid_utf8(text);
    case 'u':
      if (text.size() != uuid_size) return false;
      part.uuid = uuid_from_bytes(text);
      return true;
    default: {
      const char* end = text.data() + text.size();
      const auto [stopped, failure] = std::from_chars(text.data(), end, part.integer);
      return failure == std::errc() && stopped == end;
    }
  }
}

}  // namespace

CursorWriter& CursorWriter::add(std::string_view text) {
  bytes_ += std::to_string(text.size());
  bytes_ += ':';
  bytes_ += text;
  return *this;
}

CursorWriter& CursorWriter::add(std::int64_t number) { return add(std::to_string(number)); }

std::string CursorWriter::take() { return to_base64url(bytes_); }

Result<std::vector<CursorPart>> read_cursor(std::string_view cursor, std::string_view shape) {
  std::vector<CursorPart> parts(shape.size());
  if (cursor.empty()) return parts;
  const auto bytes = from_base64url(cursor);
  if (!bytes) return malformed();
  std::string_view rest = *bytes;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto part = take_part(rest);
    if (!part || !fill(parts[i], shape[i], *part)) return malformed();
  }
  if (!rest.empty()) return malformed();
  return parts;
}

}  // namespace perseat::queries
