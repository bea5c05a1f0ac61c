// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What giving licenses and taking them back have in common, for a call and for a job.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "domain/seat_change.h"
#include "domain/subscription.h"
#include "store/state.h"

namespace perseat::usecases {

// Names the rows that judging these people needs; none where there are more than a call may name.
void need_people(store::Needs& needs, OrgId org, SubscriptionId subscription,
                 std::span<const UserId> users);

// A person as the loaded rows tell. Requires: need_people.
[[nodiscard]] Candidate find_candidate(const store::State& state, OrgId org,
                                       SubscriptionId subscription, UserId user);

// All of them, or as many empty ones where there are more than a call may name: those are refused
// by their number alone.
[[nodiscard]] std::vector<Candidate> find_candidates(const store::State& state, OrgId org,
                                                     SubscriptionId subscription,
                                                     std::span<const UserId> users);

// Service plans to switch off, joined as a license keeps them; nothing where none are given.
// Reasons: domain/service_plans.h. Requires: the plans of the product are loaded.
[[nodiscard]] Result<std::optional<std::string>> find_plans(
    const store::State& state, ProductId product,
    const std::optional<std::vector<std::string>>& codes);

// Writes what was decided for several people of one subscription: rows, the pool and one event.
class SeatRecorder {
 public:
  SeatRecorder(store::State& state, const Context& context, SubscriptionId subscription)
      : state_(state), context_(context), subscription_(subscription) {}

  // Does nothing for outcomes that change nothing. `plans` as AssignLicenses has them, joined.
  void record(UserId user, SeatOutcome outcome, const std::optional<std::string>& plans);
  // Moves the pool and appends the event under the operation's name, if anything changed.
  void finish(std::string action);

 private:
  void change_plans(UserId user, const std::string& plans);

  store::State& state_;
  const Context& context_;
  SubscriptionId subscription_;
  std::int64_t delta_ = 0;
  std::vector<FieldChange> changes_;
};

}  // namespace perseat::usecases
