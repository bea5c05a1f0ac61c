// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Finds the id of what a person named: an e-mail address, the last digits of a card, a SKU.
#pragma once

#include <string>

#include "cli/api.h"
#include "cli/command.h"

namespace perseat::cli {

// An id is taken as it is, and so is every text of a kind that has no names. `not_found` when
// nothing has the name, `conflict` (ambiguousName) when several have it.
Result<std::string> resolve(Api& api, Kind kind, const std::string& given);

}  // namespace perseat::cli
