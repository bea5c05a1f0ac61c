// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <gtest/gtest.h>

namespace perseat::csv {
namespace {

std::string one_row(std::string_view text) {
  Writer writer;
  writer.cell(text).cell("x");
  writer.end_row();
  return writer.take().substr(3);
}

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(one_row("plain 한글"), "plain 한글,x\r\n");
  EXPECT_EQ(one_row("a,b"), "\"a,b\",x\r\n");
  EXPECT_EQ(one_row("Quote \"Q\""), "\"Quote \"\"Q\"\"\",x\r\n");
  EXPECT_EQ(one_row("two\nlines"), "\"two\nlines\",x\r\n");
  EXPECT_EQ(one_row(""), ",x\r\n");
}

TEST(Csv, TakesTheFormulaOutOfWhatPeopleTyped) {
  EXPECT_EQ(one_row("=1+1"), "'=1+1,x\r\n");
  EXPECT_EQ(one_row("+49 30"), "'+49 30,x\r\n");
  EXPECT_EQ(one_row("-5"), "'-5,x\r\n");
  EXPECT_EQ(one_row("@SUM(A1)"), "'@SUM(A1),x\r\n");
  EXPECT_EQ(one_row("\t=1"), "\"'\t=1\",x\r\n");
  EXPECT_EQ(one_row("＝1"), "'＝1,x\r\n");
  EXPECT_EQ(one_row("=cmd|\"/c calc\"!A1"), "\"'=cmd|\"\"/c calc\"\"!A1\",x\r\n");
  Writer writer;
  writer.cell(std::int64_t{-5}).plain("-1.50");
  EXPECT_EQ(writer.take().substr(3), "-5,-1.50");
}

TEST(Csv, ReadsTheFirstColumnAsPeopleSaveIt) {
  using Cells = std::vector<std::string>;
  EXPECT_EQ(first_column(""), Cells{});
  EXPECT_EQ(first_column("\xEF\xBB\xBF"
                         "email,name\r\na@x,\"A, B\"\r\n\r\n b@x ;c\rd@x"),
            (Cells{"email", "a@x", "b@x", "d@x"}));
  EXPECT_EQ(first_column("\"a \"\"q\"\"\",x\n\"b\"\n,only second\n"), (Cells{"a \"q\"", "b"}));
  EXPECT_EQ(first_column("a,\"two\nlines\"\nb"), (Cells{"a", "b"}));
  EXPECT_EQ(first_column("a\t1\nb\t2"), (Cells{"a", "b"}));
  EXPECT_EQ(first_column("\"never closed,\nb"), (Cells{"never closed,\nb"}));
}

}  // namespace
}  // namespace perseat::csv
