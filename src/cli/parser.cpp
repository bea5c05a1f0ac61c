// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/parser.h"

#include <algorithm>
#include <sstream>

#include "cli/command_tree.h"

namespace perseat::cli {

ParsedLine parse_line(const std::vector<std::string>& arguments, const Surroundings& around) {
  CommandTree tree;
  ParsedLine line;
  try {
    // CLI11 takes the words from the back.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    tree.app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const bool is_help = tree.app.exit(error, out, err) == 0;
    if (is_help) around.out(out.str());
    if (!is_help) around.err("perseat: " + err.str());
    line.ended = is_help ? ExitCode::ok : ExitCode::usage;
    return line;
  }
  line.invocation = tree.invocation();
  line.server = tree.server;
  line.output = tree.output;
  line.ca_file = tree.ca_file;
  if (line.invocation.command != nullptr) return line;
  around.err(tree.app.help());
  line.ended = ExitCode::usage;
  return line;
}

}  // namespace perseat::cli
