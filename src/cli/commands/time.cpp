// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Time, for the operator: billing runs, and the clock of a demo or test server.
#include <fmt/format.h>

#include <charconv>

#include "base/time.h"
#include "cli/body.h"
#include "cli/commands/commands.h"
#include "cli/context.h"

namespace perseat::cli {
namespace {

constexpr std::string_view clock_path = "/v1/test-clock";
constexpr int clock_poll_ms = 200;

constexpr Column clock_columns[] = {{"Now", "now"}, {"Moving to", "movingTo"}};
const View clock_view{clock_columns};

constexpr Column run_columns[] = {{"Run", "id"},
                                  {"State", "state"},
                                  {"As of", "asOf"},
                                  {"Renewed", "renewed", Format::number},
                                  {"Ended", "ended", Format::number},
                                  {"Collected", "collected", Format::number},
                                  {"Failed", "failed", Format::number},
                                  {"Finished", "finishedAt"}};
constexpr Column billed_columns[] = {{"Currency", "currency"},
                                     {"Billed", "amount", Format::number}};
const View billed_view{billed_columns};
constexpr Column parked_columns[] = {{"Organization", "organizationName"},
                                     {"Reason", "reason"},
                                     {"Subscription ID", "subscriptionId"},
                                     {"Organization ID", "organizationId"}};
const View parked_view{parked_columns};
const View run_view{run_columns};

// "45d", "6w", "12h" as milliseconds.
Result<std::int64_t> read_span(const std::string& text) {
  std::int64_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [unit, error] = std::from_chars(text.data(), end, count);
  const bool is_number = error == std::errc() && count > 0 && count <= 100'000;
  if (is_number && unit + 1 == end) {
    if (*unit == 'h') return count * hour_ms;
    if (*unit == 'd') return count * day_ms;
    if (*unit == 'w') return count * 7 * day_ms;
  }
  return Error{ErrorCode::invalid,
               "malformedSpan",
               "Give a number of hours, days or weeks, such as 12h, 45d or 6w.",
               "SPAN",
               {}};
}

// A day is meant until its noon in UTC.
Result<Instant> read_time(const std::string& text, const std::string& field) {
  const auto time = parse_instant(text.size() == 10 ? text + "T12:00:00Z" : text);
  if (time) return *time;
  return Error{ErrorCode::invalid,
               "malformedTime",
               "Give a day such as 2027-03-01, or a time such as 2027-03-01T09:00:00Z.",
               field,
               {}};
}

Result<Instant> now_of(const Reply& clock) {
  const auto now = parse_instant(clock.root().member("now").text().value_or(""));
  if (!now) return Error{ErrorCode::internal, "unexpectedAnswer", "No time in the answer.", {}, {}};
  return *now;
}

// Progress on one line of a terminal until the clock is there.
Result<ExitCode> move_to(Context& context, Api& api, Instant target) {
  Body body;
  body.set_text("now", format_instant(target));
  Reply clock =
      TRY(api.call({.method = "POST", .path = std::string(clock_path), .body = body.text()}));
  while (!clock.root().member("movingTo").is_null()) {
    if (context.around.err_is_terminal)
      context.around.err(fmt::format("\r{}  ", format_instant(TRY(now_of(clock))).substr(0, 10)));
    context.around.sleep_ms(clock_poll_ms);
    clock = TRY(api.call({.path = std::string(clock_path)}));
  }
  if (context.around.err_is_terminal) context.around.err("\r");
  show_item(context, clock.root(), clock_view);
  return ExitCode::ok;
}

Result<ExitCode> advance_clock(Context& context) {
  const std::int64_t span_ms = TRY(read_span(context.given.text("SPAN")));
  Api api = TRY(signed_in(context));
  const Reply clock = TRY(api.call({.path = std::string(clock_path)}));
  return move_to(context, api, TRY(now_of(clock)).plus_ms(span_ms));
}

Result<ExitCode> set_clock(Context& context) {
  const Instant target = TRY(read_time(context.given.text("TIME"), "TIME"));
  Api api = TRY(signed_in(context));
  return move_to(context, api, target);
}

void show_part(Context& context, std::string_view title, json::Node list, const View& view) {
  if (list.size() == 0) return;
  std::vector<json::Node> rows;
  rows.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) rows.push_back(list.element(i));
  context.around.out(fmt::format("\n{}\n", title));
  show_grid(context, grid_of(rows, view, context.output));
}

// Exit code 6 when something was left undone, like `check`.
Result<ExitCode> show_run(Context& context, const Reply& run) {
  show_item(context, run.root(), run_view);
  if (context.output == Output::table) {
    show_part(context, "Billed", run.root().member("billed"), billed_view);
    show_part(context, "Waiting for a person", run.root().member("parked"), parked_view);
  }
  const bool is_clean = run.root().member("failed").integer().value_or(0) == 0 &&
                        run.root().member("parked").size() == 0;
  return is_clean ? ExitCode::ok : ExitCode::conflict;
}

Result<ExitCode> run_billing(Context& context) {
  Api api = TRY(signed_in(context));
  Body body;
  if (context.given.has("--as-of")) {
    const Instant until = TRY(read_time(context.given.text("--as-of"), "--as-of"));
    body.set_text("asOf", format_instant(until));
  }
  Reply run = TRY(api.call({.method = "POST",
                            .path = "/v1/billing-runs",
                            .body = body.text(),
                            .idempotency_key = fresh_key()}));
  const Call again{.path = "/v1/billing-runs/" +
                           std::string(run.root().member("id").text().value_or(""))};
  while (run.root().member("state").text() == "running") {
    if (context.around.err_is_terminal)
      context.around.err(
          fmt::format("\r{} renewed  ", run.root().member("renewed").integer().value_or(0)));
    context.around.sleep_ms(clock_poll_ms);
    run = TRY(api.call(again));
  }
  if (context.around.err_is_terminal) context.around.err("\r");
  return show_run(context, run);
}

Result<ExitCode> show_billing_run(Context& context) {
  Api api = TRY(signed_in(context));
  const Reply run = TRY(api.call({.path = "/v1/billing-runs/" + context.given.text("ID")}));
  return show_run(context, run);
}

}  // namespace

Commands time_commands() {
  return {
      {.name = "billing",
       .summary = "Billing runs, for the operator",
       .details = "  perseat billing run\n"
                  "What falls due is done by itself; a run also tries what waits for a person."},
      {.name = "billing run",
       .summary = "Do all that is due, and report it",
       .details = "  perseat billing run --as-of 2027-03-01\n"
                  "Exit code 6 if something could not be done.",
       .options = {{"--as-of", "TIME", "Only what was due by then (default: now)"}},
       .operation = {"POST", "/v1/billing-runs"},
       .handler = run_billing},
      {.name = "billing show",
       .summary = "The report of a run",
       .details = "  perseat billing show 0190a1b2-...",
       .options = {{"ID", "", "The run", "", Kind::text, "", true}},
       .operation = {"GET", "/v1/billing-runs/{ID}"},
       .handler = show_billing_run},

      {.name = "clock",
       .summary = "Let time pass on a demo or test server, for the operator",
       .details = "  perseat clock advance 45d\n"
                  "Subscriptions renew, expire and are charged on the way, each on its day.\n"
                  "Time never goes back."},
      {.name = "clock show",
       .summary = "What time it is for the server",
       .details = "  perseat clock show",
       .operation = {"GET", clock_path, Shape::item, &clock_view}},
      {.name = "clock advance",
       .summary = "Move time forward, and wait until all that fell due is done",
       .details = "  perseat clock advance 45d",
       .options = {{"SPAN", "", "12h, 45d or 6w", "", Kind::text, "", true}},
       .operation = {"POST", clock_path},
       .handler = advance_clock},
      {.name = "clock set",
       .summary = "Move time forward to a day or a time",
       .details = "  perseat clock set 2027-03-01",
       .options = {{"TIME", "", "2027-03-01 or 2027-03-01T09:00:00Z", "", Kind::text, "", true}},
       .operation = {"POST", clock_path},
       .handler = set_clock}};
}

}  // namespace perseat::cli
