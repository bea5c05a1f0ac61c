// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A text as characters, for what has to look at each of them.
#pragma once

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string_view>

namespace perseat {

// The code point at `at`, which moves behind it; negative where the bytes are not UTF-8.
// NOLINTNEXTLINE(readability-function-size): what the macro of ICU becomes.
[[nodiscard]] inline UChar32 next_code_point(std::string_view text, std::int32_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  UChar32 code_point = 0;
  // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): of ICU.
  U8_NEXT(bytes, at, length, code_point);
  return code_point;
}

// Controls, line and paragraph separators, and the characters that turn the direction of writing:
// with those a name can be made to look like another one, or steer a terminal.
[[nodiscard]] inline bool is_steering(UChar32 code_point) {
  const bool is_bidirectional_control = (code_point >= 0x202A && code_point <= 0x202E) ||
                                        (code_point >= 0x2066 && code_point <= 0x2069);
  const bool is_separator = code_point == 0x2028 || code_point == 0x2029;
  return u_charType(code_point) == U_CONTROL_CHAR || is_separator || is_bidirectional_control;
}

}  // namespace perseat
