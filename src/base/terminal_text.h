// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Texts on a terminal: how wide they are, and without what would steer the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace perseat {

// The columns a terminal takes for it: 2 for a wide character (UAX #11: most of Chinese, Japanese
// and Korean, emoji), 0 for combining marks and invisible ones, 1 for all others and for each
// byte that is not UTF-8.
[[nodiscard]] std::size_t display_width(std::string_view text);

// Controls (among them those that begin escape sequences), characters that turn the direction of
// writing, and what is not UTF-8 become U+FFFD, so that nobody's name can steer a terminal.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace perseat
