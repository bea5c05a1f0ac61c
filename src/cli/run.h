// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The whole command line: parse, run, tell errors, end with a code.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/surroundings.h"

namespace perseat::cli {

// `arguments` without the program's name.
ExitCode run(const std::vector<std::string>& arguments, const Surroundings& around);

}  // namespace perseat::cli
