// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Sample data for a server that somebody wants to look at.
#pragma once

#include <string>

#include "base/result.h"
#include "main/config.h"

namespace perseat::demo {

// Fills the data folder, unless it holds a database already.
Result<void> prepare(const Config& config);
// Who sells in the demo, as --seller takes it.
[[nodiscard]] std::string seller();
// What to print once the server listens: who can sign in, and commands to try.
[[nodiscard]] std::string introduction(const std::string& url);

}  // namespace perseat::demo
