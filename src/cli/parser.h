// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// From the words of a command line to a command with its values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/surroundings.h"

namespace perseat::cli {

struct ParsedLine {
  Invocation invocation;
  std::string server;   // of --server, as typed
  std::string output;   // table, json or csv; empty: table
  std::string ca_file;  // of --ca-file
  // Set when nothing is left to run: help was printed, or the usage was wrong and that was told.
  std::optional<ExitCode> ended;
};

[[nodiscard]] ParsedLine parse_line(const std::vector<std::string>& arguments,
                                    const Surroundings& around);

}  // namespace perseat::cli
