// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The commands as a CLI11 tree. Only the parser and the completion include it: CLI11 takes seconds
// to compile.
#pragma once

#include <CLI/CLI.hpp>
#include <deque>
#include <string>
#include <vector>

#include "cli/command.h"

namespace perseat::cli {

class CommandTree {
 public:
  CommandTree();
  CommandTree(const CommandTree&) = delete;
  CommandTree& operator=(const CommandTree&) = delete;

  CLI::App app;
  std::string server;
  std::string output;
  std::string ca_file;

  // Of the command that was parsed; its command is nullptr when only a group was named.
  [[nodiscard]] Invocation invocation() const;

 private:
  struct Bound {
    const CLI::App* app;
    const Option* option;
    std::vector<std::string> values;
    bool is_set = false;
  };

  void add(const Command& command);
  void add_option(CLI::App& app, const Option& option);

  std::deque<Bound> bound_;  // CLI11 keeps pointers to the values
};

// "on|onceMore|off" as its words.
[[nodiscard]] std::vector<std::string> choices_of(std::string_view choices);

}  // namespace perseat::cli
