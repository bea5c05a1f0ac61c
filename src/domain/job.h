// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Long work with progress and an outcome per row, e.g. assigning up to 10,000 people.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/lease.h"

namespace perseat {

enum class JobState { waiting, running, done, failed };
template <>
struct EnumText<JobState> {
  static constexpr std::array<EnumEntry<JobState>, 4> table{{{JobState::waiting, "waiting"},
                                                             {JobState::running, "running"},
                                                             {JobState::done, "done"},
                                                             {JobState::failed, "failed"}}};
};

struct Job {
  using Key = OrgKey<JobId>;

  OrgId org;
  JobId id;
  std::string kind;  // the operation that is repeated, e.g. "assignLicenses"
  SubscriptionId subscription;
  UserId actor;
  JobState state = JobState::waiting;
  std::int64_t rows_total = 0;
  std::int64_t rows_done = 0;
  std::int64_t rows_failed = 0;
  std::string failure;                                // reason, if state is failed
  std::optional<std::string> disabled_service_plans;  // as a license keeps them; absent: not given
  Instant created_at;
  std::optional<Instant> finished_at;
  Lease lease;

  [[nodiscard]] Key key() const { return {org, id}; }
};

struct JobRow {
  struct Key {
    OrgId org;
    JobId job;
    std::int64_t row = 0;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  JobId job;
  std::int64_t row = 0;  // 1, 2, ... as given
  std::string input;     // the id or address as the caller wrote it
  UserId user;           // nil: nobody was found for the input; an id is looked up when it is done
  std::string outcome;   // empty: not done yet; then assigned, alreadyAssigned or a reason

  [[nodiscard]] Key key() const { return {org, job, row}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::JobRow::Key> {
  std::size_t operator()(const perseat::JobRow::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::JobId>{}(key.job),
                             std::hash<std::int64_t>{}(key.row));
  }
};
