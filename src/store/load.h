// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Brings what a batch of commands needs into memory, and writes back what they changed: a few
// statements for all of them together.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "ports/database.h"
#include "store/state.h"

namespace perseat::store {

// Waits until nobody else changes these organizations, in the order of their ids, and keeps others
// from it until the transaction ends: what is loaded afterwards stays true. The lock is taken by
// the next load; it loads the heads of their audit logs.
Result<void> lock_organizations(ports::Connection& writer, std::span<const OrgId> organizations,
                                State& state);

// Adds rows to the state; what it holds already stays as it is. `today` is a day not later than
// the present one in any time zone: charged days that ended before are left out.
Result<void> load(ports::Connection& connection, const Needs& needs, Date today, State& state);

// Inserts, updates and removes, parents first.
Result<void> save(ports::Connection& connection, State& state);

// Writes something for each of the organizations that the state does not write to. Where copies of
// a database follow the first, a commit that wrote waits for them; an answer that only read could
// tell of a commit that is lost with the first.
Result<void> touch_organizations(ports::Connection& writer, const State& state,
                                 std::vector<OrgId> organizations);

}  // namespace perseat::store
