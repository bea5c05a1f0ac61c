// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who holds which role, oldest first.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

struct RoleFilter {
  std::optional<UserId> user;
  std::optional<Role> role;
  std::optional<BillingProfileId> profile;
};

// RoleAssignmentList of the contract: all for who may list roles; for owners of billing profiles
// the roles on those. Reasons: roleRequired, guestAccount, malformedCursor.
[[nodiscard]] Result<std::string> list_role_assignments(ports::Connection& reader,
                                                        const Actor& actor,
                                                        const RoleFilter& filter, const Page& page);

// RoleAssignment of the contract, to show what was just made. Requires: the caller may see it.
[[nodiscard]] Result<std::string> show_role_assignment(ports::Connection& reader, OrgId org,
                                                       RoleAssignmentId id);

}  // namespace perseat::queries
