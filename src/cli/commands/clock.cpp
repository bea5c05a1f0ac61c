// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The clock of a demo or test server: months pass in seconds.
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
  const std::string text = context.given.text("TIME");
  const auto target = parse_instant(text.size() == 10 ? text + "T12:00:00Z" : text);
  if (!target)
    return Error{ErrorCode::invalid,
                 "malformedTime",
                 "Give a day such as 2027-03-01, or a time such as 2027-03-01T09:00:00Z.",
                 "TIME",
                 {}};
  Api api = TRY(signed_in(context));
  return move_to(context, api, *target);
}

}  // namespace

Commands clock_commands() {
  return {
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
