// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Takes the licenses of several people back, all or none; the seats are free at once.
#pragma once

#include "usecases/licenses/assign_licenses.h"

namespace perseat::usecases {

struct UnassignLicenses {
  SubscriptionId subscription;
  std::vector<UserId> users;  // 1 to 20

  using Output = AssignLicenses::Output;

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
