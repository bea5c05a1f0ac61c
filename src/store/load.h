// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Brings what a batch of commands needs into memory, and writes back what they changed: a few
// statements for all of them together.
#pragma once

#include "base/result.h"
#include "ports/database.h"
#include "store/state.h"

namespace perseat::store {

// Adds rows to the state; what it holds already stays as it is. On an engine with row locks the
// rows are locked in the order of their keys. `today` is a day not later than the present one
// in any time zone: charged days that ended before are left out.
Result<void> load(ports::Connection& connection, const Needs& needs, Date today, State& state);

// Inserts, updates and removes, parents first.
Result<void> save(ports::Connection& connection, State& state);

}  // namespace perseat::store
