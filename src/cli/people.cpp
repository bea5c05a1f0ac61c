// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/id.h"
#include "base/text.h"
#include "cli/operation.h"
#include "cli/resolve.h"

namespace perseat::cli {
namespace {

constexpr std::size_t people_per_call_max = 20;
constexpr std::size_t people_per_job_max = 10'000;
constexpr int poll_ms = 500;
constexpr int bar_width = 30;

constexpr Column job_columns[] = {{"Kind", "kind"},
                                  {"State", "state"},
                                  {"Rows", "rowsTotal"},
                                  {"Done", "rowsDone"},
                                  {"Refused", "rowsFailed"},
                                  {"Why it failed", "reason"},
                                  {"Asked for (UTC)", "createdAt", Format::instant},
                                  {"Finished (UTC)", "finishedAt", Format::instant},
                                  {"Subscription", "subscriptionId"},
                                  {"ID", "id"}};
constexpr Column result_columns[] = {{"Row", "row", Format::number},
                                     {"Person", "input"},
                                     {"Outcome", "outcome"},
                                     {"Reason", "reason"},
                                     {"User ID", "userId"}};
const View result_view{result_columns};

bool is_address_or_id(const std::string& person) {
  return person.find('@') != std::string::npos || parse_uuid(person).has_value();
}

// The first column of each line; a heading line names nobody.
std::vector<std::string> people_in(const std::string& text) {
  std::vector<std::string> people;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!is_valid_utf8(line)) continue;
    std::string person(trim(line.substr(0, line.find(','))));
    std::erase(person, '"');
    const bool is_heading = people.empty() && !is_address_or_id(person);
    if (!person.empty() && !is_heading) people.push_back(std::move(person));
  }
  return people;
}

Result<std::vector<std::string>> people_of(const Context& context) {
  std::vector<std::string> people = context.given.all("USER");
  if (const std::string name = context.given.text("--file"); name == "-") {
    for (std::string& person : people_in(context.around.read_all()))
      people.push_back(std::move(person));
  } else if (!name.empty()) {
    std::ifstream file(name, std::ios::binary);
    if (!file) return usage_error(fmt::format("{} cannot be read.", name));
    for (std::string& person :
         people_in({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}))
      people.push_back(std::move(person));
  }
  if (people.empty()) return usage_error("Who? Name people, or give --file.");
  if (people.size() > people_per_job_max)
    return usage_error(
        fmt::format("{} people are more than a job takes, which is 10,000.", people.size()));
  return people;
}

void set_plans(const Context& context, Body& body) {
  if (!context.given.has("--without-plan")) return;
  std::string list;
  for (const std::string& code : context.given.all("--without-plan")) {
    if (!list.empty()) list += ',';
    json::append_quoted(list, code);
  }
  body.set("disabledServicePlans", "[" + list + "]");
}

// What was typed stands beside what happened, in the same order.
void show_outcomes(const Context& context, const Reply& reply,
                   const std::vector<std::string>& people) {
  if (context.output == Output::json) return context.around.out(pretty_json(reply.root()));
  Grid grid{{{"Person"}, {"Outcome"}, {"User ID"}}, {}};
  const json::Node results = reply.root().member("results");
  for (std::size_t i = 0; i < results.size() && i < people.size(); ++i)
    grid.rows.push_back({people[i], cell_text(results.element(i).member("outcome"), Format::text),
                         cell_text(results.element(i).member("userId"), Format::text)});
  show_grid(context, grid);
  context.around.err(fmt::format("{} licenses are available now.\n",
                                 cell_text(reply.root().member("available"), Format::number)));
}

Result<ExitCode> in_one_call(Context& context, Api& api, const std::vector<std::string>& people) {
  const std::string path = TRY(fill_path(context, api, context.given.command->operation.path));
  std::string ids;
  for (const std::string& person : people) {
    if (!ids.empty()) ids += ',';
    json::append_quoted(ids, TRY(resolve(api, Kind::person, person)));
  }
  Body body;
  body.set("userIds", "[" + ids + "]");
  set_plans(context, body);
  const Reply reply = TRY(api.call(
      {.method = "POST", .path = path, .body = body.text(), .idempotency_key = fresh_key()}));
  show_outcomes(context, reply, people);
  return ExitCode::ok;
}

std::int64_t count_at(json::Node job, std::string_view name) {
  return job.member(name).integer().value_or(0);
}

void show_progress(const Context& context, json::Node job) {
  if (!context.around.err_is_terminal) return;
  const std::int64_t total = std::max<std::int64_t>(count_at(job, "rowsTotal"), 1);
  const std::int64_t done = std::min(count_at(job, "rowsDone"), total);
  const auto filled = static_cast<std::size_t>(done * bar_width / total);
  context.around.err(fmt::format("\r[{}{}] {}/{}, {} refused", std::string(filled, '#'),
                                 std::string(bar_width - filled, '.'), done, total,
                                 count_at(job, "rowsFailed")));
}

bool is_finished(json::Node job) {
  const auto state = job.member("state").text().value_or("");
  return state == "done" || state == "failed";
}

// Reads the job until it is finished or --wait is over.
Result<Reply> follow(Context& context, Api& api, const std::string& id) {
  const std::string wait = context.given.has("--wait") ? context.given.text("--wait") : "600";
  if (wait.size() > 6 || wait.find_first_not_of("0123456789") != std::string::npos || wait.empty())
    return usage_error("--wait takes a number of seconds.");
  const int polls_max = std::stoi(wait) * 1000 / poll_ms;
  const Call call{.path = "/v1/jobs/" + id, .query = {{"limit", "1"}}};
  for (int poll = 0;; ++poll) {
    Reply reply = TRY(api.call(call));
    show_progress(context, reply.root());
    if (is_finished(reply.root()) || poll >= polls_max) {
      if (context.around.err_is_terminal) context.around.err("\n");
      return reply;
    }
    context.around.sleep_ms(poll_ms);
  }
}

Result<Listing> results_of(Api& api, const std::string& id) {
  Listing listing;
  std::string cursor;
  do {
    Call call{.path = "/v1/jobs/" + id, .query = {{"limit", "200"}}};
    if (!cursor.empty()) call.query.emplace_back("cursor", cursor);
    Reply reply = TRY(api.call(call));
    const json::Node results = reply.root().member("results");
    const json::Node items = results.member("items");
    for (std::size_t i = 0; i < items.size(); ++i) listing.rows.push_back(items.element(i));
    cursor = std::string(results.member("nextCursor").text().value_or(""));
    const bool is_last = items.size() == 0 || !reply.document;
    if (reply.document) listing.pages.push_back(std::move(*reply.document));
    if (is_last) break;
  } while (!cursor.empty() && listing.rows.size() < people_per_job_max);
  return listing;
}

Result<ExitCode> finish(Context& context, Api& api, const std::string& id) {
  const Reply reply = TRY(follow(context, api, id));
  const json::Node job = reply.root();
  if (!is_finished(job)) {
    context.around.err(fmt::format("The job goes on. See it with: perseat job {}\n", id));
    return ExitCode::waiting;
  }
  const Listing results = TRY(results_of(api, id));
  if (context.output != Output::csv) {
    show_item(context, context.output == Output::json ? results.pages.front().root() : job,
              job_view);
  }
  if (context.output == Output::csv) show_list(context, results, result_view);
  Listing refused;
  for (const json::Node row : results.rows) {
    if (row.member("outcome").text() == "refused") refused.rows.push_back(row);
  }
  if (context.output == Output::table && !refused.rows.empty()) {
    context.around.out("\nRefused\n");
    show_list(context, refused, result_view);
  }
  const bool is_whole = refused.rows.empty() && job.member("state").text() == "done";
  return is_whole ? ExitCode::ok : ExitCode::conflict;
}

Result<ExitCode> as_job(Context& context, Api& api, const std::vector<std::string>& people) {
  const std::string id = TRY(resolve(api, Kind::subscription, context.given.text("ID")));
  std::string csv = "email\n";
  for (const std::string& person : people) {
    if (!is_address_or_id(person))
      return usage_error(
          fmt::format("'{}' is neither an e-mail address nor an id, which more than 20 people must "
                      "be given by.",
                      person));
    csv += person + "\n";
  }
  Body body;
  body.set_text("action", context.given.command->name);
  body.set_text("csv", csv);
  set_plans(context, body);
  const Reply reply = TRY(api.call({.method = "POST",
                                    .path = fmt::format("/v1/subscriptions/{}/assignment-jobs", id),
                                    .body = body.text(),
                                    .idempotency_key = fresh_key()}));
  const std::string job(reply.root().member("id").text().value_or(""));
  context.around.err(fmt::format("Job {}\n", job));
  return finish(context, api, job);
}

}  // namespace

const View job_view{job_columns};

Result<ExitCode> change_licenses(Context& context) {
  Api api = TRY(signed_in(context));
  const std::vector<std::string> people = TRY(people_of(context));
  return people.size() > people_per_call_max ? as_job(context, api, people)
                                             : in_one_call(context, api, people);
}

Result<ExitCode> show_job(Context& context) {
  Api api = TRY(signed_in(context));
  return finish(context, api, percent_encode(context.given.text("ID")));
}

}  // namespace perseat::cli
