// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/run.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/terminal_text.h"
#include "cli/context.h"
#include "cli/credentials.h"
#include "cli/operation.h"
#include "cli/parser.h"

namespace perseat::cli {
namespace {

Output output_of(const std::string& name) {
  if (name == "json") return Output::json;
  return name == "csv" ? Output::csv : Output::table;
}

bool may_color(const Surroundings& around, bool is_terminal) {
  return is_terminal && !around.variable("NO_COLOR") &&
         around.variable("TERM").value_or("dumb") != "dumb";
}

// The server of --server, PERSEAT_SERVER or the last login, with the token made for it.
Result<Connection> connection_of(const ParsedLine& line, const Surroundings& around) {
  Connection place;
  place.ca_file =
      line.ca_file.empty() ? around.variable("PERSEAT_CA_FILE").value_or("") : line.ca_file;
  const std::string named =
      line.server.empty() ? around.variable("PERSEAT_SERVER").value_or("") : line.server;
  if (!named.empty()) place.server = TRY(normalize_server(named));
  if (const auto token = around.variable("PERSEAT_TOKEN"); token && !place.server.empty()) {
    place.token = *token;
    return place;
  }
  const Credentials all = TRY(load_credentials(around));
  if (place.server.empty()) place.server = all.current;
  if (const auto token = around.variable("PERSEAT_TOKEN")) {
    place.token = *token;
  } else if (const Credential* known = all.find(place.server)) {
    place.token = known->token;
  }
  return place;
}

void tell(const Error& error, const Context& context) {
  const std::string name = context.err_style.red("perseat:");
  context.around.err(fmt::format("{} {}\n", name, printable(error.detail)));
  for (const FieldError& one : error.errors)
    context.around.err(fmt::format("  {}: {}\n", printable(one.field), printable(one.detail)));
  if (!context.failed_request_id.empty() && exit_code_of(error) != ExitCode::usage)
    context.around.err(fmt::format("  request {}\n", printable(context.failed_request_id)));
}

Result<ExitCode> run_command(Context& context, const ParsedLine& line) {
  context.place = TRY(connection_of(line, context.around));
  const Handler handler = context.given.command->handler;
  return handler == nullptr ? run_operation(context) : handler(context);
}

}  // namespace

ExitCode run(const std::vector<std::string>& arguments, const Surroundings& around) {
  const ParsedLine line = parse_line(arguments, around);
  if (line.ended) return *line.ended;
  Context context{around, line.invocation};
  context.output = output_of(line.output);
  context.style.has_color = may_color(around, around.out_is_terminal);
  context.err_style.has_color = may_color(around, around.err_is_terminal);
  const auto outcome = run_command(context, line);
  if (outcome) return *outcome;
  tell(outcome.error(), context);
  return exit_code_of(outcome.error());
}

}  // namespace perseat::cli
