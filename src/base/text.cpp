// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>

#include "base/code_point.h"

namespace perseat {
namespace {

// How many whole groups of eight ASCII characters a text begins with.
std::int32_t ascii_length(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    if ((bytes & 0x8080808080808080) != 0) break;
  }
  return static_cast<std::int32_t>(at);
}

bool is_line_layout(UChar32 code_point) {
  return code_point == '\n' || code_point == '\r' || code_point == '\t';
}

enum class Lines { one, many };

Result<void> check(std::string_view field, std::string_view value, const TextLimits& limits,
                   Lines lines) {
  const auto name = std::string(field);
  if (!is_valid_utf8(value)) return invalid(name, "malformedText", "The text is not valid UTF-8.");
  const auto size = static_cast<std::int32_t>(value.size());
  for (std::int32_t at = 0; at < size;) {
    const UChar32 code_point = next_code_point(value, at);
    const bool is_allowed = lines == Lines::many && is_line_layout(code_point);
    if (!is_allowed && is_steering(code_point))
      return invalid(name, "malformedText",
                     fmt::format("The text holds the control character U+{:04X}.",
                                 static_cast<std::uint32_t>(code_point)));
  }
  const std::size_t length = count_code_points(trim(value));
  if (length < limits.minimum)
    return invalid(name, "tooShort",
                   limits.minimum == 1
                       ? std::string("The text is empty.")
                       : fmt::format("At least {} characters are needed.", limits.minimum));
  if (count_code_points(value) > limits.maximum)
    return invalid(name, "tooLong", fmt::format("At most {} characters.", limits.maximum));
  return {};
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = ascii_length(text); at < size;) {
    if (next_code_point(text, at) < 0) return false;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  // Every byte but the continuations (10xxxxxx) begins a code point.
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  return count;
}

std::string_view cut_text(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  // Bytes 10xxxxxx go on with a character.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string_view trim(std::string_view text) {
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t begin = size;
  std::int32_t end = 0;
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t start = at;
    const UChar32 code_point = next_code_point(text, at);
    if (u_isUWhiteSpace(code_point)) continue;
    if (begin == size) begin = start;
    end = at;
  }
  if (begin == size) return text.substr(0, 0);
  return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

Result<void> check_text(std::string_view field, std::string_view value, const TextLimits& limits) {
  return check(field, value, limits, Lines::one);
}

Result<void> check_long_text(std::string_view field, std::string_view value,
                             const TextLimits& limits) {
  return check(field, value, limits, Lines::many);
}

}  // namespace perseat
