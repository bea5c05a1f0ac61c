// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/hangul.h"

#include <array>

namespace perseat {
namespace {

using Strokes = std::u32string_view;

constexpr char32_t first_leading = 0x1100;
constexpr char32_t first_vowel = 0x1161;
constexpr char32_t first_trailing = 0x11A8;
constexpr char32_t first_syllable = 0xAC00;
constexpr char32_t last_syllable = 0xD7A3;
constexpr char32_t syllables_per_leading = 21 * 28;  // vowels times trailing consonants and none

// In the order of Unicode: from ㄱ, from ㅏ, from ㄱ.
constexpr std::array<Strokes, 19> leading{U"\u1100", U"\u1101", U"\u1102", U"\u1103", U"\u1104",
                                          U"\u1105", U"\u1106", U"\u1107", U"\u1108", U"\u1109",
                                          U"\u110A", U"\u110B", U"\u110C", U"\u110D", U"\u110E",
                                          U"\u110F", U"\u1110", U"\u1111", U"\u1112"};
constexpr std::array<Strokes, 21> vowels{
    U"\u1161", U"\u1162",       U"\u1163",       U"\u1164",       U"\u1165",       U"\u1166",
    U"\u1167", U"\u1168",       U"\u1169",       U"\u1169\u1161", U"\u1169\u1162", U"\u1169\u1175",
    U"\u116D", U"\u116E",       U"\u116E\u1165", U"\u116E\u1166", U"\u116E\u1175", U"\u1172",
    U"\u1173", U"\u1173\u1175", U"\u1175"};
constexpr std::array<Strokes, 27> trailing{
    U"\u1100",       U"\u1101",       U"\u1100\u1109", U"\u1102",       U"\u1102\u110C",
    U"\u1102\u1112", U"\u1103",       U"\u1105",       U"\u1105\u1100", U"\u1105\u1106",
    U"\u1105\u1107", U"\u1105\u1109", U"\u1105\u1110", U"\u1105\u1111", U"\u1105\u1112",
    U"\u1106",       U"\u1107",       U"\u1107\u1109", U"\u1109",       U"\u110A",
    U"\u110B",       U"\u110C",       U"\u110E",       U"\u110F",       U"\u1110",
    U"\u1111",       U"\u1112"};

template <std::size_t size>
Strokes look_up(const std::array<Strokes, size>& table, char32_t first, char32_t jamo) {
  if (jamo < first || jamo >= first + size) return {};
  return table[jamo - first];
}

}  // namespace

std::u32string_view hangul_strokes(char32_t jamo) {
  if (const auto found = look_up(leading, first_leading, jamo); !found.empty()) return found;
  if (const auto found = look_up(vowels, first_vowel, jamo); !found.empty()) return found;
  return look_up(trailing, first_trailing, jamo);
}

std::optional<char32_t> hangul_initial(char32_t syllable) {
  if (syllable < first_syllable || syllable > last_syllable) return std::nullopt;
  return first_leading + (syllable - first_syllable) / syllables_per_leading;
}

}  // namespace perseat
