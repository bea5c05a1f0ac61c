// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A year in the life of two organizations, told through the same commands that requests use, on a
// clock that the story moves: purchases, changes, cancellations, declined cards, one subscription
// of every status and an invoice in every state.
#pragma once

#include <string>

#include "base/result.h"
#include "main/application.h"
#include "ports/clock.h"

namespace perseat::demo {

constexpr std::string_view password = "perseat demo password";

struct Account {
  std::string email;
  std::string role;  // a few words for the terminal
};

// Who can sign in, with the password above.
[[nodiscard]] std::vector<Account> accounts();

// Fills an empty deployment. Ends at `today`, having begun a year before.
Result<void> tell_story(Application& application, ports::ManualClock& clock, Instant today);

}  // namespace perseat::demo
