// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.h"

#include <algorithm>
#include <deque>
#include <iterator>

namespace perseat::cli {
namespace {

bool has_option(const Command& command, std::string_view name) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const Option& option) { return option.name == name; });
}

// Options that follow from what a command is.
void complete(Command& command) {
  if (command.operation.shape == Shape::list && !has_option(command, "--limit"))
    command.options.push_back(limit_option);
  if (!command.question.empty() && !has_option(command, "--yes"))
    command.options.push_back(yes_option);
}

bool has_children(const Commands& commands, const Command& parent) {
  const std::string prefix = std::string(parent.name) + " ";
  return std::any_of(commands.begin(), commands.end(),
                     [&](const Command& one) { return one.name.starts_with(prefix); });
}

// "users" lists the users, and so does "users list".
void add_list_words(Commands& commands) {
  static std::deque<std::string> names;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const bool is_list = commands[i].operation.shape == Shape::list;
    if (!is_list || !has_children(commands, commands[i])) continue;
    Command copy = commands[i];
    copy.name = names.emplace_back(std::string(copy.name) + " list");
    commands.insert(commands.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(copy));
  }
}

Commands collect() {
  Commands all;
  for (const auto subject :
       {account_commands, buying_commands, license_commands, paying_commands, invoice_commands,
        organization_commands, operating_commands, time_commands, explain_commands}) {
    Commands some = subject();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  add_list_words(all);
  std::for_each(all.begin(), all.end(), complete);
  return all;
}

}  // namespace

const std::vector<Command>& all_commands() {
  static const Commands all = collect();
  return all;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : all_commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

}  // namespace perseat::cli
