// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Makes the operator's account, before the server runs for the first time.
#pragma once

#include <string_view>

#include "engine/command_queue.h"

namespace perseat {

// Input: {"operator": {"email", "password"}}. The password never appears on a command line.
Result<void> bootstrap(engine::CommandQueue& queue, std::string_view input);

}  // namespace perseat
