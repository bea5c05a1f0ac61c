// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/terminal_text.h"

#include "base/code_point.h"

namespace perseat {
namespace {

std::size_t width_of(UChar32 code_point) {
  if (code_point < 0) return 1;
  const auto kind = u_charType(code_point);
  if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR ||
      kind == U_CONTROL_CHAR)
    return 0;
  // Vowels and trailing consonants join the leading one into a single syllable.
  if (code_point >= 0x1160 && code_point <= 0x11FF) return 0;
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());)
    width += width_of(next_code_point(text, at));
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
    const auto from = static_cast<std::size_t>(at);
    const UChar32 code_point = next_code_point(text, at);
    if (code_point < 0 || is_steering(code_point)) {
      out += "\xEF\xBF\xBD";
    } else {
      out.append(text, from, static_cast<std::size_t>(at) - from);
    }
  }
  return out;
}

}  // namespace perseat
