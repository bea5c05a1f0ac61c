// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A run of everything that is due by a moment, asked for by the operator, with a report. What falls
// due is done without it too; a run also tries what waits for a person.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "domain/ids.h"
#include "domain/lease.h"

namespace perseat {

// How much of what was done.
struct BillingTally {
  std::int64_t renewed = 0;    // periods
  std::int64_t ended = 0;      // states
  std::int64_t collected = 0;  // invoices charged once more, or given up
  std::int64_t failed = 0;     // pieces that could not be done
  std::map<std::string, std::int64_t, std::less<>> billed;  // minor units by currency, with tax

  bool operator==(const BillingTally&) const = default;
  [[nodiscard]] std::int64_t done() const { return renewed + ended + collected; }
  BillingTally& operator+=(const BillingTally& more);
};

// "EUR 1250;KRW 900", in the order of the currencies; empty for nothing.
[[nodiscard]] std::string format_billed(const BillingTally& tally);
// Requires: format_billed made it.
[[nodiscard]] std::map<std::string, std::int64_t, std::less<>> parse_billed(std::string_view text);

struct BillingRun {
  using Key = OrgKey<BillingRunId>;

  OrgId org;  // the operator's: the deployment itself
  BillingRunId id;
  UserId started_by;
  Instant as_of;  // what was due by then, never later than the start
  Instant started_at;
  std::optional<Instant> finished_at;
  std::int64_t renewed = 0;  // as in the tally
  std::int64_t ended = 0;
  std::int64_t collected = 0;
  std::int64_t failed = 0;
  std::string billed;
  Lease lease;

  [[nodiscard]] Key key() const { return {org, id}; }
  [[nodiscard]] BillingTally tally() const {
    return {renewed, ended, collected, failed, parse_billed(billed)};
  }
  void set_tally(const BillingTally& tally);
};

}  // namespace perseat
