// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Gives seats of one subscription to several people, all or none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "domain/seat_change.h"
#include "store/state.h"

namespace perseat::usecases {

struct PersonOutcome {
  UserId user;
  SeatOutcome outcome = SeatOutcome::assigned;
};

struct AssignLicenses {
  SubscriptionId subscription;
  std::vector<UserId> users;  // 1 to 20
  // Plans of the product to switch off for them. Absent: none for who gets a license now, and as
  // they are for who holds one already.
  std::optional<std::vector<std::string>> disabled_service_plans;

  struct Output {
    std::vector<PersonOutcome> results;  // in the order asked
    std::int64_t available = 0;          // afterwards
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
