// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/fold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace perseat {
namespace {

// Whether a person of this name is found by what was typed, as the store compares: by prefix.
bool finds(const std::string& typed, const std::string& name, const std::string& email = "") {
  const auto words = search_words(name, email);
  const auto prefixes = search_prefixes(typed);
  return !prefixes.empty() && std::ranges::all_of(prefixes, [&](const std::string& prefix) {
    return std::ranges::any_of(words, [&](const std::string& word) {
      return word >= prefix && word < prefix_end(prefix);
    });
  });
}

TEST(Fold, DropsCaseWidthAndAccents) {
  EXPECT_EQ(fold("Jürgen WEISS"), fold("jurgen weiß"));
  EXPECT_EQ(fold("Søren Łukasz Ærø"), "soren lukasz aero");
  EXPECT_EQ(fold("Ｋｉｍ"), "kim");
  EXPECT_EQ(fold("Nguyễn"), "nguyen");
  EXPECT_EQ(fold("e\xCC\x81"), "e");
}

TEST(Fold, KeepsMarksThatMakeAnotherLetter) {
  EXPECT_NE(fold("か"), fold("が"));
  EXPECT_NE(fold("हिन्दी"), fold("हन्द"));
}

TEST(Fold, GivesNothingForBytesThatAreNoText) {
  EXPECT_EQ(fold("\xFF\xFE"), "");
  EXPECT_EQ(fold_email("\xFF@example.test"), "");
  EXPECT_TRUE(search_prefixes("\xFF").empty());
}

TEST(Fold, ComparesAddressesWithoutCaseButWithAccents) {
  EXPECT_EQ(fold_email("  Minji.Kim@Example.TEST "), "minji.kim@example.test");
  EXPECT_NE(fold_email("jose@example.test"), fold_email("josé@example.test"));
}

TEST(SearchWords, FindAKoreanNameAtEveryMomentOfTyping) {
  for (const char* typed : {"ㄱ", "기", "김", "김ㅁ", "김미", "김민", "김민ㅈ", "김민지", "ㅁ",
                            "미", "민", "민지", "지", "ㄱㅁ", "ㄱㅁㅈ", "ㅁㅈ", "MINJI", "민지 김"})
    EXPECT_TRUE(finds(typed, "김민지", "minji@example.test")) << typed;
  for (const char* typed : {"이", "김밥", "민지김", "ㅈㅁ", "김민지요"})
    EXPECT_FALSE(finds(typed, "김민지", "minji@example.test")) << typed;
}

TEST(SearchWords, FindASyllableWhoseNextConsonantIsStillBelow) {
  // On the way to 기민 and to 과장 the keyboard shows 김 and 고.
  EXPECT_TRUE(finds("김", "기민"));
  EXPECT_TRUE(finds("고", "과장"));
  EXPECT_TRUE(finds("닭", "달구"));
  EXPECT_FALSE(finds("감", "기민"));
}

TEST(SearchWords, FindGivenNamesOfChineseAndJapanesePeople) {
  EXPECT_TRUE(finds("小明", "王小明"));
  EXPECT_TRUE(finds("王", "王小明"));
  EXPECT_TRUE(finds("はなこ", "やまだはなこ"));
  EXPECT_FALSE(finds("大", "王小明"));
}

TEST(SearchWords, FindEveryWordOfNameAndAddress) {
  const std::string name = "Anna-Lena von Müller";
  const std::string email = "a.mueller_2@mail.example.test";
  for (const char* typed : {"anna", "LENA", "von", "mull", "muel", "a.mue", "anna mul", "müll an",
                            "2", "a.mueller_2@mail.exa"})
    EXPECT_TRUE(finds(typed, name, email)) << typed;
  // The domain alone finds nobody: it would find everybody.
  for (const char* typed : {"nna", "mail", "example", "anna x"})
    EXPECT_FALSE(finds(typed, name, email)) << typed;
}

TEST(SearchWords, AreFewAndShortHoweverLongTheName) {
  std::string name;
  for (int i = 0; i < 200; ++i) name += "김";
  const auto words = search_words(name, "");
  EXPECT_LE(words.size(), 64u);
  for (const auto& word : words) EXPECT_LE(word.size(), 64u * 4);
  EXPECT_TRUE(search_words("", "").empty());
  EXPECT_TRUE(search_prefixes(" -- !").empty());
}

TEST(SearchWords, AreInOrderAndOnceEach) {
  const auto words = search_words("Kim Kim kim", "kim@example.test");
  EXPECT_EQ(words, (std::vector<std::string>{"kim", "kim@example.test"}));
}

}  // namespace
}  // namespace perseat
