// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// perseat: the command line.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "cli/run.h"

int main(int count, char** values) {
  try {
    const std::vector<std::string> arguments(values + 1, values + count);
    return static_cast<int>(perseat::cli::run(arguments, perseat::cli::process_surroundings()));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "perseat: a fault of this program: %s\n", failure.what());
    return static_cast<int>(perseat::cli::ExitCode::fault);
  }
}
