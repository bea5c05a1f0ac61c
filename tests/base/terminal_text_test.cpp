// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/terminal_text.h"

#include <gtest/gtest.h>

namespace perseat {
namespace {

TEST(DisplayWidth, CountsTheColumnsOfATerminal) {
  struct Row {
    const char* text;
    std::size_t width;
  };
  const Row rows[] = {{"", 0},         {"Kim", 3},
                      {"김민지", 6},   {"\u1100\u1161\u11A8", 2},  // one syllable of three parts
                      {"e\u0301", 1},                              // e with a combining accent
                      {"漢字かな", 8}, {"ｱ", 1},                   // half width
                      {"Ａ", 2},                                   // full width
                      {"a\u200B", 1},  {"\xFF\xFE", 2}};
  for (const Row& row : rows) EXPECT_EQ(display_width(row.text), row.width) << row.text;
}

TEST(Printable, TakesAwayWhatSteersATerminal) {
  EXPECT_EQ(printable("\x1B[31mred"), "\uFFFD[31mred");
  EXPECT_EQ(printable("a\nb"), "a\uFFFDb");
  EXPECT_EQ(printable("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(printable("\xC0z"), "\uFFFDz");
  EXPECT_EQ(printable("김민지 漢字 é"), "김민지 漢字 é");
}

}  // namespace
}  // namespace perseat
