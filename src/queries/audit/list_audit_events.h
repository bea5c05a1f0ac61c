// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What was done in the organization, newest first.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

struct AuditFilter {
  std::optional<UserId> actor;
  std::optional<std::string> action;
  std::optional<Uuid> subject;
  std::optional<Instant> from;  // included
  std::optional<Instant> to;    // not included
};

// AuditEventList of the contract. A page looks at a bounded number of events, so that with rare
// actors or actions it may be short, even empty, and still have a next one.
// Reasons: roleRequired, malformedCursor.
[[nodiscard]] Result<std::string> list_audit_events(ports::Connection& reader, const Actor& actor,
                                                    const AuditFilter& filter, const Page& page);

}  // namespace perseat::queries
