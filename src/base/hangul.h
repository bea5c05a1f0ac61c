// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Hangul as it is typed on the two-set keyboard of South Korea (KS X 5002).
#pragma once

#include <optional>
#include <string_view>

namespace perseat {

// The keystrokes of a conjoining jamo (U+1100 to U+11FF) as leading consonants and simple vowels:
// a trailing consonant is the same key as a leading one, ㅘ is ㅗ and ㅏ, ㄳ is ㄱ and ㅅ. Empty
// for everything else, and for jamo of old Korean.
[[nodiscard]] std::u32string_view hangul_strokes(char32_t jamo);

// The leading consonant of a composed syllable (U+AC00 to U+D7A3).
[[nodiscard]] std::optional<char32_t> hangul_initial(char32_t syllable);

}  // namespace perseat
