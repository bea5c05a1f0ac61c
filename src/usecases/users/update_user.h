// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes an account: its name, language, country of use, password, or whether it is enabled.
// Disabling and a new password end the person's sessions. Disabling frees no license; what the
// person bought stops renewing, unless the deployment keeps it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/settings.h"
#include "domain/user.h"
#include "store/state.h"

namespace perseat::usecases {

struct UpdateUser {
  UserId user;
  // What is absent stays as it is.
  std::optional<std::string> display_name;  // 1 to 200 characters
  std::optional<std::string> locale;
  std::optional<std::string> usage_country;  // ISO 3166-1 alpha-2
  std::optional<UserState> state;
  std::optional<std::string> password_hash;
  Settings settings;

  struct Output {
    std::int64_t version = 1;
    std::vector<SubscriptionId> stopped;  // these renew no more
  };

  // Whether the caller may set passwords at all, asked before one is hashed; whose, decide() says.
  // Refused with roleRequired.
  [[nodiscard]] static Result<void> admit_password(const Actor& actor);
  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Refused with nothingToChange, roleRequired, versionMismatch, ownAccount, lastGlobalAdmin,
  // unknownCountry and what is wrong with a text.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
