// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/check.h"
#include "base/hangul.h"
#include "base/text.h"

namespace perseat {
namespace {

constexpr std::size_t words_max = 64;
constexpr std::size_t word_length_max = 64;  // code points
constexpr std::size_t prefixes_max = 8;

using Wide = std::u32string;

const UNormalizer2* case_folder() {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* found = unorm2_getNFKCCasefoldInstance(&status);
  CHECK(U_SUCCESS(status));
  return found;
}
const UNormalizer2* decomposer() {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* found = unorm2_getNFKDInstance(&status);
  CHECK(U_SUCCESS(status));
  return found;
}

std::u16string to_utf16(std::string_view text) {
  if (!is_valid_utf8(text)) return {};
  std::u16string out(text.size(), u'\0');
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                static_cast<std::int32_t>(text.size()), &status);
  CHECK(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::u16string normalize(const UNormalizer2* normalizer, const std::u16string& text) {
  // One character of 2 bytes becomes at most 18 (UAX #15, table 1 of its notes on expansion).
  std::u16string out(text.size() * 18 + 1, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      unorm2_normalize(normalizer, text.data(), static_cast<std::int32_t>(text.size()), out.data(),
                       static_cast<std::int32_t>(out.size()), &status);
  CHECK(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

Wide to_wide(const std::u16string& text) {
  Wide out;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 code_point = 0;
    U16_NEXT(text.data(), at, length, code_point);
    out.push_back(static_cast<char32_t>(code_point));
  }
  return out;
}

std::u16string to_utf16(const Wide& text) {
  std::u16string out;
  for (const char32_t code_point : text) {
    std::array<char16_t, 2> units{};
    std::int32_t at = 0;
    U16_APPEND_UNSAFE(units.data(), at, static_cast<UChar32>(code_point));
    out.append(units.data(), static_cast<std::size_t>(at));
  }
  return out;
}

std::string to_utf8(const Wide& text) {
  std::string out;
  for (const char32_t code_point : text) {
    std::array<std::uint8_t, 4> bytes{};
    std::int32_t at = 0;
    U8_APPEND_UNSAFE(bytes.data(), at, static_cast<UChar32>(code_point));
    for (std::int32_t i = 0; i < at; ++i)
      out.push_back(static_cast<char>(bytes[static_cast<std::size_t>(i)]));
  }
  return out;
}

UChar32 as_icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

// Letters that Unicode does not take apart although people type them plain.
std::u32string_view plain_letter(char32_t code_point) {
  switch (code_point) {
    case U'ø': return U"o";
    case U'ł': return U"l";
    case U'đ':
    case U'ð': return U"d";
    case U'ħ': return U"h";
    case U'ŧ': return U"t";
    case U'ı': return U"i";
    case U'æ': return U"ae";
    case U'œ': return U"oe";
    case U'þ': return U"th";
    default: return {};
  }
}

// Combining classes from 10 on are accents, points and tone marks; below are those that make
// another letter: 7 nukta, 8 kana voicing, 9 virama.
bool is_accent(char32_t code_point) { return u_getCombiningClass(as_icu(code_point)) >= 10; }

// Case folded but still composed, so that a character is what a reader sees as one.
Wide fold_case(std::string_view text) { return to_wide(normalize(case_folder(), to_utf16(text))); }

// The second half of folding.
std::string take_apart(const Wide& composed) {
  const Wide decomposed = to_wide(normalize(decomposer(), to_utf16(composed)));
  Wide out;
  for (const char32_t code_point : decomposed) {
    if (is_accent(code_point)) continue;
    if (const auto plain = plain_letter(code_point); !plain.empty()) {
      out += plain;
    } else if (const auto strokes = hangul_strokes(code_point); !strokes.empty()) {
      out += strokes;
    } else {
      out.push_back(code_point);
    }
  }
  if (out.size() > word_length_max) out.resize(word_length_max);
  return to_utf8(out);
}

bool is_word_character(char32_t code_point) {
  return u_isalnum(as_icu(code_point)) != 0 ||
         (U_GET_GC_MASK(as_icu(code_point)) & U_GC_M_MASK) != 0;
}

// Whether the script is written without spaces between family and given name.
bool is_unspaced(char32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(as_icu(code_point), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA ||
         script == USCRIPT_KATAKANA || script == USCRIPT_BOPOMOFO;
}

std::vector<Wide> split_words(const Wide& text) {
  std::vector<Wide> words;
  Wide word;
  for (const char32_t code_point : text) {
    if (is_word_character(code_point)) {
      word.push_back(code_point);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

class WordList {
 public:
  void add(std::string word) {
    if (word.empty() || words_.size() == words_max) return;
    if (std::ranges::find(words_, word) == words_.end()) words_.push_back(std::move(word));
  }
  // The word itself, and from each character on where no space would tell where a name begins.
  void add_with_suffixes(const Wide& word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool starts = i == 0 || is_unspaced(word[i]) || is_unspaced(word[i - 1]);
      if (starts) add(take_apart(word.substr(i)));
    }
    Wide initials;
    for (const char32_t code_point : word) {
      if (const auto initial = hangul_initial(code_point)) initials.push_back(*initial);
    }
    if (initials.size() != word.size()) return;
    for (std::size_t i = 0; i + 1 < initials.size(); ++i) add(take_apart(initials.substr(i)));
  }
  [[nodiscard]] std::vector<std::string> take() {
    std::ranges::sort(words_);
    return std::move(words_);
  }

 private:
  std::vector<std::string> words_;
};

}  // namespace

std::string fold(std::string_view text) { return take_apart(fold_case(text)); }

std::string fold_email(std::string_view email) {
  if (!is_valid_utf8(email)) return {};
  return to_utf8(fold_case(trim(email)));
}

std::vector<std::string> search_words(std::string_view display_name, std::string_view email) {
  WordList words;
  const std::string address = fold_email(email);
  words.add(fold(address));
  for (const Wide& word : split_words(fold_case(display_name))) words.add_with_suffixes(word);
  const std::string local = address.substr(0, address.find('@'));
  for (const Wide& word : split_words(fold_case(local))) words.add_with_suffixes(word);
  return words.take();
}

std::vector<std::string> search_prefixes(std::string_view query) {
  WordList prefixes;
  // A token with an @ is the beginning of an address, anything else is words.
  Wide token;
  const auto finish = [&] {
    if (token.find(U'@') != Wide::npos) {
      prefixes.add(take_apart(token));
    } else {
      for (const Wide& word : split_words(token)) prefixes.add(take_apart(word));
    }
    token.clear();
  };
  for (const char32_t code_point : fold_case(query)) {
    if (u_isUWhiteSpace(as_icu(code_point)))
      finish();
    else
      token.push_back(code_point);
  }
  finish();
  auto found = prefixes.take();
  if (found.size() > prefixes_max) found.resize(prefixes_max);
  return found;
}

std::string sort_name(std::string_view display_name) {
  if (!is_valid_utf8(display_name)) return {};
  return fold(trim(display_name));
}

std::string prefix_end(std::string_view prefix) {
  std::string end(prefix);
  CHECK(!end.empty());
  // No byte of UTF-8 is above 0xF4, so raising the last byte never overflows.
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace perseat
