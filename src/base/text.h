// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is asked of a text that a person typed before it is kept: valid UTF-8, a length in
// characters, and no invisible control.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace perseat {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
// Characters as Unicode counts them, not bytes. Requires: valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);
// Without the white space at both ends: space, tab, line ends and U+00A0, U+3000 and the like.
// Requires: valid UTF-8.
[[nodiscard]] std::string_view trim(std::string_view text);
// The beginning of it, at most so many bytes and no half character. Requires: valid UTF-8.
[[nodiscard]] std::string_view cut_text(std::string_view text, std::size_t bytes_max);

// Lengths in code points, both included.
struct TextLimits {
  std::size_t minimum = 0;
  std::size_t maximum = 0;
};

// For one line, such as a name: malformedText (not UTF-8, a control character, a line end, or a
// character that turns the direction of writing), tooShort, tooLong. White space at the ends does
// not count and is the caller's to trim off.
[[nodiscard]] Result<void> check_text(std::string_view field, std::string_view value,
                                      const TextLimits& limits);
// The same for several lines: tabs and line ends are allowed.
[[nodiscard]] Result<void> check_long_text(std::string_view field, std::string_view value,
                                           const TextLimits& limits);

}  // namespace perseat
