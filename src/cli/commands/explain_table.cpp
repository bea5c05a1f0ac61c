// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The commands of `perseat explain`.
#include "cli/commands/commands.h"
#include "cli/explain.h"

namespace perseat::cli {

namespace {

constexpr Option currency_option{"--currency", "CODE", "ISO 4217 code (default EUR)"};
constexpr Option inclusive_option{"--inclusive", "", "Amounts contain the tax", "", Kind::flag};
constexpr Option term_option{"--term", "",         "Length of a period (default monthly)",
                             "",       Kind::text, "monthly|yearly"};

const char* const proration_details =
    "One license of 20.00, bought on 1 February 2022 and canceled on the 3rd, after 2 of\n"
    "28 days: 18.57 is given back and 1.43 is kept.\n"
    "  perseat explain proration --change cancellation --price 20.00 --seats 1 \\\n"
    "    --anchor 2022-02-01 --date 2022-02-03\n"
    "From 100 to 105 seats in the middle of the month, with 19 % tax:\n"
    "  perseat explain proration --change quantityIncrease --price 20.00 --seats 100 \\\n"
    "    --to 105 --anchor 2022-02-01 --date 2022-02-15 --tax 19";

}  // namespace

Commands explain_commands() {
  return {
      {.name = "explain",
       .summary = "Periods, prices, refunds and taxes step by step; needs no server",
       .details = "The server charges with the same calculation.\n"
                  "  perseat explain periods --anchor 2024-01-31 --count 6\n"
                  "  perseat explain proration --help"},
      {.name = "explain periods",
       .summary = "When billing periods begin and end",
       .details =
           "From 31 January the periods begin on the last day of shorter months, and on the\n"
           "31st again afterwards:\n"
           "  perseat explain periods --anchor 2024-01-31 --term monthly --count 6",
       .options = {{"--anchor", "DATE", "The day of the purchase", "", Kind::text, "", true},
                   term_option,
                   {"--count", "N", "How many periods (default 12)"}},
       .handler = explain_periods_command},
      {.name = "explain proration",
       .summary = "What a change in the middle of a period costs or gives back",
       .details = proration_details,
       .options = {{"--change", "", "What happens", "", Kind::text,
                    "purchase|quantityIncrease|quantityDecrease|cancellation", true},
                   {"--price", "AMOUNT", "Of one seat for one period", "", Kind::text, "", true},
                   {"--seats", "N", "The total before; of a purchase, what is bought", "",
                    Kind::text, "", true},
                   {"--to", "N", "The total after an increase or decrease"},
                   {"--date", "DATE", "The first day of the new state", "", Kind::text, "", true},
                   {"--anchor", "DATE", "The day of the purchase (default: --date)"},
                   term_option,
                   {"--tax", "PERCENT", "Rate of tax, as 19 (default 0)"},
                   inclusive_option,
                   {"--discount", "PERCENT", "Discount, as 10"},
                   currency_option},
       .handler = explain_proration_command},
      {.name = "explain tax",
       .summary = "The tax of an invoice: summed per rate, rounded once",
       .details = "Lines are AMOUNT@RATE, with :CATEGORY if it is not standard.\n"
                  "  perseat explain tax 129.00@9.5\n"
                  "  perseat explain tax 100.00@19 49.90@7:reduced --inclusive",
       .options = {{"LINE", "", "AMOUNT@RATE[:CATEGORY]", "", Kind::text, "", true, true},
                   inclusive_option,
                   currency_option},
       .handler = explain_tax_command},
      {.name = "explain share",
       .summary = "How an amount is shared so that nothing is lost",
       .details = "  perseat explain share 100.00 1 1 1",
       .options = {{"AMOUNT", "", "What is shared", "", Kind::text, "", true},
                   {"WEIGHT", "", "A whole number for each share", "", Kind::text, "", true, true},
                   currency_option},
       .handler = explain_share_command},
  };
}

}  // namespace perseat::cli
