// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/table.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace perseat::cli {
namespace {

TEST(RenderTable, AlignsByWhatATerminalShows) {
  const Grid grid{{{"Name"}, {"Seats", true}, {"City"}},
                  {{"김민지", "5", "Seoul"}, {"Ann", "100", ""}, {"ｱｲ", "1", "漢"}}};
  EXPECT_EQ(render_table(grid, {}),
            "Name    Seats  City\n"
            "김민지      5  Seoul\n"
            "Ann       100\n"
            "ｱｲ          1  漢\n");
}

TEST(RenderTable, MakesTheHeadingBoldOnATerminal) {
  EXPECT_EQ(render_table({{{"A"}}, {{"b"}}}, {true}), "\x1B[1mA\x1B[0m\nb\n");
}

TEST(RenderCsv, QuotesAsRfc4180Says) {
  const Grid grid{{{"Plain"}, {"With, comma"}, {"Last"}},
                  {{"a", "say \"no\"", "two\nlines"}, {"", "x", "김"}}};
  EXPECT_EQ(render_csv(grid),
            "Plain,\"With, comma\",Last\r\n"
            "a,\"say \"\"no\"\"\",\"two\nlines\"\r\n"
            ",x,김\r\n");
}

TEST(RenderCsv, TakesTheTeethOutOfFormulas) {
  struct Row {
    const char* text;
    const char* cell;
  };
  const Row rows[] = {{"=1+1", "'=1+1"},    {"+49", "'+49"},   {"@SUM(A1)", "'@SUM(A1)"},
                      {"-18.57", "-18.57"}, {"-1-1", "'-1-1"}, {"-", "'-"},
                      {"a=b", "a=b"}};
  for (const Row& row : rows)
    EXPECT_EQ(render_csv({{{"T"}}, {{row.text}}}), std::string("T\r\n") + row.cell + "\r\n");
}

TEST(ParseCsv, ReadsWhatRenderCsvWrites) {
  rc::check("any cells come back", [](std::vector<std::pair<std::string, std::string>> cells) {
    Grid grid{{{"first"}, {"second"}}, {}};
    for (auto& [first, second] : cells) grid.rows.push_back({"x" + first, "x" + second});
    const auto back = parse_csv(render_csv(grid));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->rows == grid.rows);
  });
}

TEST(ParseCsv, RefusesWhatIsNoTable) {
  EXPECT_EQ(parse_csv("a,b\n\"open").error().reason, "malformedCsv");
  EXPECT_EQ(parse_csv("a,b\n1\n").error().reason, "malformedCsv");
  EXPECT_TRUE(parse_csv("")->headings.empty());
  EXPECT_EQ(parse_csv("\xEF\xBB\xBF"
                      "a\n1")
                ->headings[0]
                .text,
            "a");
}

}  // namespace
}  // namespace perseat::cli
