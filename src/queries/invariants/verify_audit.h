// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Whether history is as it was written: every event's hash covers the event and the hash before.
// It shows a change, a hole and a removed end, as long as the head is not forged together with all
// events after the change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::queries {

// Where a chain does not hold. What comes after it in the same chain is not looked at.
struct ChainBreak {
  OrgId org;
  std::int64_t sequence = 0;  // of the event, or of the head
  std::string detail;
};

struct AuditVerdict {
  std::int64_t organizations = 0;  // with events
  std::int64_t events = 0;
  std::vector<ChainBreak> breaks;  // at most one for a chain, one for a head; the first hundred
};

// Of one organization or of all.
[[nodiscard]] Result<AuditVerdict> verify_audit(ports::Connection& connection,
                                                std::optional<OrgId> org);

}  // namespace perseat::queries
