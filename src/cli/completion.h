// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A completion script for bash, made from the same tree that parses the command line.
#pragma once

#include <string>

#include "cli/command.h"

namespace perseat::cli {

[[nodiscard]] std::string bash_completion();

}  // namespace perseat::cli
