// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is to be done at a certain time, over all organizations.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::store {

enum class DueKind {
  renewal,    // a subscription's period is over, and it renews; not one that waits for a person
  parked,     // a renewal that waits for a person
  end,        // the days of a subscription's state are over
  collection  // an issued invoice is charged, or given up
};

struct DueWork {
  Instant at;
  OrgId org;
  Uuid id;                      // of the subscription, or of the invoice
  SubscriptionId subscription;  // of the invoice too
};

// In the order of time, what was due by `now`, after the given one. Requires: a snapshot of
// everything.
[[nodiscard]] Result<std::vector<DueWork>> find_due_work(ports::Connection& reader, DueKind kind,
                                                         Instant now, const DueWork& after,
                                                         std::int64_t limit);

// The earliest time after `now` at which anything falls due.
[[nodiscard]] Result<std::optional<Instant>> next_due_time(ports::Connection& reader, Instant now);

// Whether the end of any charge or refund is still open at the gateway.
[[nodiscard]] Result<bool> is_money_moving(ports::Connection& reader);

}  // namespace perseat::store
