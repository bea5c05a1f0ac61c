// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who holds which license.
#include "cli/commands/commands.h"
#include "cli/people.h"

namespace perseat::cli {
namespace {

constexpr Column license_columns[] = {{"Product", "productName"},
                                      {"Bought by", "purchaser"},
                                      {"Pools", "subscriptions", Format::number},
                                      {"Total", "total", Format::number},
                                      {"Assigned", "assigned", Format::number},
                                      {"Available", "available", Format::number},
                                      {"In several pools", "overlapping", Format::number},
                                      {"Subscription", "subscriptionId"}};
const View license_view{license_columns};

constexpr Column assignment_columns[] = {{"Name", "user.displayName"},
                                         {"E-mail", "email"},
                                         {"State", "state"},
                                         {"Since (UTC)", "assignedAt", Format::instant},
                                         {"By", "assignedBy"},
                                         {"Plans off", "disabledServicePlans"},
                                         {"Other pools", "otherPools", Format::number},
                                         {"User ID", "user.id"}};
const View assignment_view{assignment_columns};

constexpr Option people_option{
    "USER", "", "People: e-mail addresses, ids or whole names", "", Kind::text, "", false, true};
constexpr Option file_option{"--file", "FILE",
                             "People from a file, one a line or CSV; - is standard input"};
constexpr Option wait_option{"--wait", "SECONDS", "How long to follow a job (default 600)"};

}  // namespace

Commands license_commands() {
  return {
      {.name = "licenses",
       .summary = "How many licenses there are, per product or per pool",
       .details = "  perseat licenses --by subscription",
       .options = {{"--by", "", "A row per product or per pool", "groupBy", Kind::text,
                    "product|subscription"},
                   {"--product", "PRODUCT", "Only of a product", "productId", Kind::product},
                   {"--account-type", "", "Only pools of this kind", "accountType", Kind::text,
                    "selfService|organization"}},
       .operation = {"GET", "/v1/licenses", Shape::list, &license_view}},
      {.name = "assignments",
       .summary = "Who holds a license of a subscription",
       .details = "  perseat assignments SUBSCRIPTION --output csv > holders.csv",
       .options = {subscription_option, {"--search", "TEXT", "Only these people", "search"}},
       .operation = {"GET", "/v1/subscriptions/{ID}/assignments", Shape::list, &assignment_view}},
      {.name = "assign",
       .summary = "Give licenses to people",
       .details = "Up to 20 people get theirs together or not at all. More become a job, with a\n"
                  "progress bar and exit code 6 if some were refused.\n"
                  "  perseat assign SUBSCRIPTION minji@example.com jisoo@example.com\n"
                  "  perseat assign SUBSCRIPTION --file team.csv --without-plan export",
       .options = {subscription_option,
                   people_option,
                   file_option,
                   wait_option,
                   {"--without-plan", "CODE", "Service plan to switch off for them (repeat)", "",
                    Kind::text, "", false, true}},
       .operation = {"POST", "/v1/subscriptions/{ID}/assignments"},
       .handler = change_licenses},
      {.name = "unassign",
       .summary = "Take licenses back",
       .details = "  perseat unassign SUBSCRIPTION minji@example.com",
       .options = {subscription_option, people_option, file_option, wait_option},
       .operation = {"POST", "/v1/subscriptions/{ID}/assignments/remove"},
       .handler = change_licenses},
      {.name = "job",
       .summary = "How far an assignment job is, and what happened to each person",
       .details = "  perseat job JOB --wait 0\n"
                  "  perseat job JOB --output csv > outcome.csv",
       .options = {{"ID", "", "The job", "", Kind::text, "", true}, wait_option},
       .operation = {"GET", "/v1/jobs/{ID}", Shape::item, &job_view},
       .handler = show_job},
  };
}

}  // namespace perseat::cli
