// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <gtest/gtest.h>

#include <string>

namespace perseat {
namespace {

TEST(Text, KnowsUtf8FromOtherBytes) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("김민지 Weiß 🎈"));
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));          // overlong slash
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_valid_utf8("abc\xE2\x82"));       // cut short
  for (std::size_t place = 0; place < 20; ++place) {
    std::string text(20, 'x');
    text[place] = '\xE9';
    EXPECT_FALSE(is_valid_utf8(text)) << place;
    text.replace(place, 1, "é");
    EXPECT_TRUE(is_valid_utf8(text)) << place;
  }
}

TEST(Text, CountsCodePointsNotBytes) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("김민지"), 3u);
  EXPECT_EQ(count_code_points("a🎈"), 2u);
}

TEST(Text, TrimsWhiteSpaceOfEveryScript) {
  EXPECT_EQ(trim("  \t김 민지\xE3\x80\x80\n"), "김 민지");
  EXPECT_EQ(trim(" \xC2\xA0 "), "");
  EXPECT_EQ(trim("x"), "x");
}

TEST(Text, RefusesWhatCannotBeAName) {
  struct Row {
    std::string value;
    std::string reason;
  };
  const Row rows[] = {{"Kim Minji", ""},
                      {"", "tooShort"},
                      {"   ", "tooShort"},
                      {"1234567890", ""},
                      {"12345678901", "tooLong"},
                      {"가나다라마바사아자차", ""},
                      {"가나다라마바사아자차카", "tooLong"},
                      {"a\nb", "malformedText"},
                      {"a\x1B[0m", "malformedText"},
                      {std::string("a\0b", 3), "malformedText"},
                      {"a\x7F", "malformedText"},
                      {"a\xC2\x85", "malformedText"},  // next line, U+0085
                      {"a\xE2\x80\xAE"
                       "b",
                       "malformedText"},  // right-to-left override
                      {"a\xFF", "malformedText"}};
  for (const Row& row : rows) {
    const auto checked = check_text("displayName", row.value, {1, 10});
    EXPECT_EQ(checked ? "" : checked.error().reason, row.reason) << row.value;
    if (!checked) {
      EXPECT_EQ(checked.error().field, "displayName");
    }
  }
}

TEST(Text, IsCutBetweenCharactersOnly) {
  EXPECT_EQ(cut_text("abc", 3), "abc");
  EXPECT_EQ(cut_text("abcd", 3), "abc");
  EXPECT_EQ(cut_text("a한글", 4), "a한");
  EXPECT_EQ(cut_text("a한글", 3), "a");
  EXPECT_EQ(cut_text("a한글", 6), "a한");
  EXPECT_EQ(cut_text("\xF0\x9F\x98\x80", 3), "");
  EXPECT_EQ(cut_text("a", 0), "");
}

TEST(Text, AllowsLineEndsInLongTextsOnly) {
  EXPECT_TRUE(check_long_text("feedback", "one\ntwo\tthree\r\n", {0, 100}).has_value());
  EXPECT_FALSE(check_long_text("feedback", "a\x01", {0, 100}).has_value());
  EXPECT_FALSE(check_long_text("feedback", "aaaa", {0, 3}).has_value());
}

}  // namespace
}  // namespace perseat
