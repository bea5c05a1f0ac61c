// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Texts made comparable for searching people: without case, width, accents, and with Hangul taken
// apart into the strokes of a keyboard, so that what is typed so far is always a prefix.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace perseat {

// NFKC case folding, then NFKD (UAX #15) without accents and vowel points; letters with a stroke
// and ligatures as plain ones (ø is o, æ is ae). Hangul becomes one letter a keystroke of the
// two-set keyboard: 과 is ㄱㅗㅏ and 김 is ㄱㅣㅁ, so that ㄱ, 고 and the half-typed 김 of 기민 are
// prefixes of 과 and 기민. Marks that make another letter stay (kana voicing, Indic vowels).
// What is not UTF-8 gives an empty text.
[[nodiscard]] std::string fold(std::string_view text);

// What an e-mail address is compared by: NFKC case folded, without white space at its ends.
[[nodiscard]] std::string fold_email(std::string_view email);

// The words a person is found by, folded, in order and once each: every word of the name, of the
// part before the @ and the whole address. A name written without spaces (Chinese, Japanese,
// Korean) gives a word from each of its characters on, so that the given name is found, and a
// Korean one the first consonants (김민지: ㄱㅁㅈ, ㅁㅈ). At most 64 words of 64 characters.
[[nodiscard]] std::vector<std::string> search_words(std::string_view display_name,
                                                    std::string_view email);

// What was typed into a search box as folded prefixes, at most 8, all of which have to be found.
[[nodiscard]] std::vector<std::string> search_prefixes(std::string_view query);

// What people are ordered by: the folded name, at most 64 characters.
[[nodiscard]] std::string sort_name(std::string_view display_name);

// The end of the range of texts that begin with the prefix: the first text, by bytes, after all
// of them. Requires: not empty, UTF-8.
[[nodiscard]] std::string prefix_end(std::string_view prefix);

}  // namespace perseat
