// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Every invariant, held against one snapshot of the database.
#pragma once

#include <vector>

#include "base/result.h"
#include "ports/database.h"
#include "queries/invariants/invariant.h"

namespace perseat::queries {

[[nodiscard]] std::vector<Invariant> all_invariants();

// All violations, up to Findings::kept_max of each invariant. Requires: no transaction is open on
// the connection.
[[nodiscard]] Result<std::vector<Violation>> check_all(ports::Connection& connection);

}  // namespace perseat::queries
