// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The people who hold a license of one subscription, by name.
#pragma once

#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

struct AssignmentFilter {
  SubscriptionId subscription;
  std::string search;  // as typed; empty: everybody
};

// AssignmentList of the contract. Reasons: notFound, roleRequired, malformedCursor.
[[nodiscard]] Result<std::string> list_assignments(ports::Connection& reader, const Actor& actor,
                                                   const AssignmentFilter& filter,
                                                   const Page& page);

}  // namespace perseat::queries
