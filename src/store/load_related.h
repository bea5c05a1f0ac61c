// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Rows that are found by what they belong to, not by their own key.
#pragma once

#include "base/result.h"
#include "ports/database.h"
#include "store/state.h"

namespace perseat::store {

Result<void> load_related(ports::Connection& connection, const Needs& needs, Date today,
                          State& state);

}  // namespace perseat::store
