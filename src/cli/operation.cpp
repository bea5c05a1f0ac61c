// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/operation.h"

#include <fmt/format.h>

#include <charconv>

#include "cli/resolve.h"

namespace perseat::cli {
namespace {

bool is_positional(const Option& option) { return !option.name.starts_with("--"); }

Result<std::string> integer_json(const Option& option, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size())
    return usage_error(fmt::format("{} takes a whole number, not '{}'.", option.name, text));
  return std::to_string(number);
}

// The value as JSON for a body.
Result<std::string> json_of(Context& context, Api& api, const Option& option,
                            const std::string& text) {
  switch (option.kind) {
    case Kind::integer: return integer_json(option, text);
    case Kind::flag: return std::string("true");
    case Kind::yes_no: return std::string(text == "yes" ? "true" : "false");
    default: break;
  }
  const std::string value = option.kind == Kind::password
                                ? TRY(read_password(context, "Password: "))
                                : TRY(resolve(api, option.kind, text));
  std::string json;
  json::append_quoted(json, value);
  return json;
}

Result<std::string> list_json_of(Context& context, Api& api, const Option& option) {
  std::string list;
  for (const std::string& text : context.given.all(option.name)) {
    if (text.empty()) continue;  // --recipient "" empties the list
    list += (list.empty() ? "" : ",") + TRY(json_of(context, api, option, text));
  }
  return "[" + list + "]";
}

// "Delete {ID}?" with what was typed.
std::string fill_text(const Context& context, std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    if (open == text.size()) break;
    const std::size_t close = text.find('}', open);
    out += context.given.text(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return out;
}

const Operation& chosen_operation(const Context& context) {
  const Command& command = *context.given.command;
  if (command.item_operation.path.empty()) return command.operation;
  for (const Option& option : command.options) {
    if (is_positional(option) && context.given.has(option.name)) return command.item_operation;
  }
  return command.operation;
}

// The positional of that name, encoded for a path.
Result<std::string> path_value(Context& context, Api& api, std::string_view name) {
  for (const Option& option : context.given.command->options) {
    if (option.name != name) continue;
    return percent_encode(TRY(resolve(api, option.kind, context.given.text(name))));
  }
  return std::string();
}

Result<ExitCode> read(Context& context, Api& api, const Operation& operation) {
  Call call{.path = TRY(fill_path(context, api, operation.path))};
  if (operation.shape == Shape::list) {
    call.query = TRY(query_of(context, api));
    const std::size_t rows = TRY(rows_max(context));
    show_list(context, TRY(api.list(call, rows)), *operation.view);
    return ExitCode::ok;
  }
  const Reply reply = TRY(api.call(call));
  show_item(context, reply.root(), *operation.view);
  return ExitCode::ok;
}

}  // namespace

Result<std::string> fill_path(Context& context, Api& api, std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t open = std::min(path.find('{'), path.size());
    out += path.substr(0, open);
    if (open == path.size()) break;
    const std::size_t close = path.find('}', open);
    out += TRY(path_value(context, api, path.substr(open + 1, close - open - 1)));
    path.remove_prefix(close + 1);
  }
  return out;
}

Result<Pairs> query_of(Context& context, Api& api) {
  Pairs query;
  for (const Option& option : context.given.command->options) {
    if (option.target.empty()) continue;
    for (const std::string& text : context.given.all(option.name))
      query.emplace_back(std::string(option.target), TRY(resolve(api, option.kind, text)));
  }
  return query;
}

Result<Body> body_of(Context& context, Api& api) {
  Body body;
  for (const Option& option : context.given.command->options) {
    const bool is_asked_for = option.kind == Kind::password && option.is_required;
    if (option.target.empty() || (!context.given.has(option.name) && !is_asked_for)) continue;
    body.set(option.target, option.is_repeated ? TRY(list_json_of(context, api, option))
                                               : TRY(json_of(context, api, option,
                                                             context.given.text(option.name))));
  }
  return body;
}

ExitCode show_settled(Context& context, const Reply& reply, const View& view,
                      std::string_view pending_member) {
  const bool is_pending = reply.http.status == 202;
  if (!is_pending || context.output == Output::json) {
    show_item(context, reply.root(), view);
  } else {
    show_item(context, reply.root().member(pending_member), view);
  }
  if (!is_pending) return ExitCode::ok;
  const auto url = at(reply.root(), "nextAction.url").text();
  context.around.err(url ? fmt::format("The bank wants you to confirm the payment. Open {}\n", *url)
                         : std::string("The payment is not settled yet.\n"));
  context.around.err("Then repeat the command with its --idempotency-key to see how it ended.\n");
  return ExitCode::waiting;
}

Result<ExitCode> run_operation(Context& context) {
  const Command& command = *context.given.command;
  const Operation& operation = chosen_operation(context);
  Api api = TRY(signed_in(context));
  if (operation.method == "GET") return read(context, api, operation);
  Call call{.method = std::string(operation.method),
            .path = TRY(fill_path(context, api, operation.path))};
  const Body body = TRY(body_of(context, api));
  if (operation.method == "PATCH" && body.is_empty())
    return usage_error("Say what to change; --help lists the options.");
  if (!body.is_empty() || operation.method == "POST") call.body = body.text();
  if (!command.question.empty()) TRY(confirm(context, fill_text(context, command.question)));
  if (command.is_keyed) call.idempotency_key = fresh_key();
  const Reply reply = TRY(api.call(call));
  if (operation.view != nullptr && reply.document)
    show_item(context, reply.root(), *operation.view);
  if (!command.done.empty()) context.around.err(fill_text(context, command.done) + "\n");
  return ExitCode::ok;
}

}  // namespace perseat::cli
