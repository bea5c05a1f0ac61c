// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/command_tree.h"

#include <algorithm>

namespace perseat::cli {
namespace {

constexpr std::string_view footer =
    "Begin:\n"
    "  perseat login --server https://perseat.example.com --email minji@example.com\n"
    "  perseat products\n"
    "  perseat buy --offer DRAW-1/monthly --quantity 3 --card 4242\n"
    "\n"
    "Exit codes: 0 done, 1 our fault, 2 wrong usage, 3 not signed in, 4 forbidden, 5 not found,\n"
    "6 conflict, 7 value refused, 8 payment declined, 9 server away, 10 answered no,\n"
    "11 payment waits for the bank.\n"
    "\n"
    "Environment: PERSEAT_SERVER and PERSEAT_TOKEN instead of a login, PERSEAT_CA_FILE,\n"
    "XDG_CONFIG_HOME, NO_COLOR.";

constexpr int people_max = 10'000;

bool is_group(const Command& command) {
  return command.handler == nullptr && command.operation.path.empty();
}

}  // namespace

std::vector<std::string> choices_of(std::string_view choices) {
  std::vector<std::string> words;
  while (!choices.empty()) {
    const std::size_t bar = std::min(choices.find('|'), choices.size());
    words.emplace_back(choices.substr(0, bar));
    choices.remove_prefix(std::min(choices.size(), bar + 1));
  }
  return words;
}

CommandTree::CommandTree() : app("Perseat: buy licenses, hand them out, pay and look after them.") {
  app.name("perseat");
  app.set_version_flag("--version", std::string("perseat ") + PERSEAT_VERSION);
  app.add_option("--server", server, "Server to talk to (default: of the last login)")
      ->type_name("URL");
  app.add_option("--output", output, "How results are printed")
      ->check(CLI::IsMember({"table", "json", "csv"}))
      ->default_str("table");
  app.add_option("--ca-file", ca_file, "Certificates (PEM) to trust instead of the system's")
      ->type_name("FILE");
  app.footer(std::string(footer));
  app.get_formatter()->column_width(36);
  app.require_subcommand(0, 1);
  for (const Command& command : all_commands()) add(command);
}

void CommandTree::add(const Command& command) {
  const std::size_t space = command.name.rfind(' ');
  CLI::App* parent = &app;
  if (space != std::string_view::npos)
    parent = app.get_subcommand(std::string(command.name.substr(0, space)));
  CLI::App* child = parent->add_subcommand(std::string(command.name.substr(space + 1)),
                                           std::string(command.summary));
  child->fallthrough();
  child->footer(std::string(command.details));
  child->require_subcommand(is_group(command) ? 1 : 0, 1);
  for (const Option& option : command.options) add_option(*child, option);
}

void CommandTree::add_option(CLI::App& child, const Option& option) {
  const std::string name(option.name);
  const std::string help(option.help);
  Bound& bound = bound_.emplace_back(Bound{&child, &option, {}, false});
  if (option.kind == Kind::flag || option.kind == Kind::password) {
    child.add_flag(name, bound.is_set, help);
    return;
  }
  const std::string names =
      option.short_name.empty() ? name : std::string(option.short_name) + "," + name;
  CLI::Option* added = child.add_option(names, bound.values, help);
  const bool is_positional = !name.starts_with("--");
  if (option.is_repeated && is_positional) {
    added->expected(1, people_max);
  } else {
    // One value for each mention, so that what follows is left to the others.
    added->expected(1)->allow_extra_args(false);
    if (option.is_repeated) added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  if (option.is_required) added->required();
  const std::string choices(option.kind == Kind::yes_no ? "yes|no" : option.choices);
  if (!choices.empty()) {
    added->check(CLI::IsMember(choices_of(choices)));
  } else {
    added->type_name(std::string(option.placeholder));
  }
}

Invocation CommandTree::invocation() const {
  const CLI::App* deepest = &app;
  std::string name;
  for (auto parsed = app.get_subcommands(); !parsed.empty(); parsed = deepest->get_subcommands()) {
    deepest = parsed.front();
    name += (name.empty() ? "" : " ") + deepest->get_name();
  }
  Invocation invocation;
  invocation.command = find_command(name);
  for (const Bound& bound : bound_) {
    if (bound.app != deepest) continue;
    if (bound.is_set) invocation.values[std::string(bound.option->name)] = {"true"};
    if (!bound.values.empty()) invocation.values[std::string(bound.option->name)] = bound.values;
  }
  return invocation;
}

}  // namespace perseat::cli
