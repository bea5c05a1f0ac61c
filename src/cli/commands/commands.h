// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The commands by subject, and what several subjects share.
#pragma once

#include <vector>

#include "cli/command.h"

namespace perseat::cli {

using Commands = std::vector<Command>;

[[nodiscard]] Commands account_commands();
[[nodiscard]] Commands buying_commands();
[[nodiscard]] Commands license_commands();
[[nodiscard]] Commands paying_commands();
[[nodiscard]] Commands invoice_commands();
[[nodiscard]] Commands organization_commands();
[[nodiscard]] Commands operating_commands();
[[nodiscard]] Commands time_commands();
[[nodiscard]] Commands explain_commands();

extern const View subscription_list_view;
extern const View subscription_view;

// Options that several commands take.
inline constexpr Option subscription_option{
    "ID", "", "The subscription: its id or nickname", "", Kind::subscription, "", true};
inline constexpr Option limit_option{"--limit", "N", "Rows at most (default 1000)"};
inline constexpr Option yes_option{"--yes", "", "Do not ask", "", Kind::flag};
inline constexpr Option key_option{"--idempotency-key", "KEY",
                                   "Key of an earlier try, to repeat it without doing it twice"};

}  // namespace perseat::cli
