// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cli/cli_fixture.h"

namespace perseat::cli {
namespace {

Outcome explain(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "explain");
  return run_with(arguments, {.variables = {{"HOME", "/nowhere"}}});
}

TEST(Explain, KeepsTwoOfTwentyEightDaysWhenCanceled) {
  const Outcome outcome =
      explain({"proration", "--change", "cancellation", "--price", "20.00", "--seats", "1",
               "--anchor", "2022-02-01", "--date", "2022-02-03", "--output", "csv"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_NE(outcome.out.find("26/28"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("refund,\"the total, given back\",18.57 EUR"), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("kept,20.00 - 18.57,1.43 EUR"), std::string::npos) << outcome.out;
}

TEST(Explain, ReturnsToTheThirtyFirstAfterShortMonths) {
  const Outcome outcome = explain({"periods", "--anchor", "2024-01-31", "--count", "6"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  for (const char* line :
       {"2024-01-31 to before 2024-02-29, 29 days", "2024-02-29 to before 2024-03-31, 31 days",
        "2024-03-31 to before 2024-04-30, 30 days", "2024-04-30 to before 2024-05-31, 31 days",
        "2024-05-31 to before 2024-06-30, 30 days", "2024-06-30 to before 2024-07-31, 31 days"})
    EXPECT_NE(outcome.out.find(line), std::string::npos) << line << "\n" << outcome.out;
}

TEST(Explain, ChargesMoreSeatsForTheRestOfThePeriod) {
  const Outcome outcome =
      explain({"proration", "--change", "quantityIncrease", "--price", "20.00", "--seats", "100",
               "--to", "105", "--anchor", "2022-02-01", "--date", "2022-02-15", "--tax", "19"});
  EXPECT_NE(outcome.out.find("20.00 x 5 seats x 14/28 days"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("59.50 EUR"), std::string::npos) << outcome.out;
}

TEST(Explain, RoundsTheTaxOnce) {
  const Outcome outcome = explain({"tax", "129.00@9.5", "--output", "json"});
  EXPECT_NE(outcome.out.find("\"result\": \"12.26 EUR\""), std::string::npos) << outcome.out;
}

TEST(Explain, SharesWithoutLosingACent) {
  EXPECT_EQ(explain({"share", "100.00", "1", "1", "1", "--output", "csv"}).out,
            "Step,How,Result\r\n"
            "share 1,\"100.00 x 1/3, one unit of the rest\",33.34 EUR\r\n"
            "share 2,100.00 x 1/3,33.33 EUR\r\n"
            "share 3,100.00 x 1/3,33.33 EUR\r\n"
            "sum,all shares,100.00 EUR\r\n");
  EXPECT_NE(explain({"share", "100", "1", "2", "--currency", "KRW"}).out.find("33 KRW"),
            std::string::npos);
}

TEST(Explain, SaysWhatIsWrongWithTheNumbers) {
  struct Row {
    std::vector<std::string> arguments;
    const char* said;
  };
  const std::vector<std::string> change{"proration", "--price", "20.00",     "--seats",
                                        "5",         "--date",  "2022-02-15"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), change.begin(), change.end());
    return more;
  };
  const Row rows[] = {
      {{"periods", "--anchor", "2024-02-30"}, "takes a day"},
      {{"periods", "--anchor", "2024-01-31", "--count", "many"}, "whole number"},
      {{"periods", "--anchor", "2024-01-31", "--term", "weekly"}, "--term"},
      {{"tax", "129.00"}, "AMOUNT@RATE"},
      {{"tax", "129.00@101"}, "100"},
      {{"tax", "1.005@19"}, "decimals"},
      {{"share", "1.00", "x"}, "WEIGHT"},
      {{"share", "1.00", "1", "--currency", "EURO"}, "no currency"},
      {with({"--change", "quantityIncrease"}), "--to N"},
      {with({"--change", "quantityIncrease", "--to", "5"}), "above"},
      {with({"--change", "quantityDecrease", "--to", "0"}), "below"},
      {with({"--change", "cancellation", "--to", "3"}), "--to goes with"},
      {with({"--change", "cancellation", "--anchor", "2022-03-01"}), "before --anchor"}};
  for (const Row& row : rows) {
    const Outcome outcome = explain(row.arguments);
    EXPECT_EQ(outcome.code, ExitCode::usage) << row.said;
    EXPECT_NE(outcome.err.find(row.said), std::string::npos) << row.said << "\n" << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }
}

}  // namespace
}  // namespace perseat::cli
