// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What every handler gets, and the small conversations that many of them have.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/api.h"
#include "cli/command.h"

namespace perseat::cli {

struct Context {
  const Surroundings& around;
  const Invocation& given;
  Output output = Output::table;
  Style style = {};                    // of what goes to `out`
  Style err_style = {};                // of what goes to `err`
  Connection place = {};               // the token may be missing
  std::string failed_request_id = {};  // of the problem that ended the command
};

// An Api for somebody who is signed in; else `unauthenticated`.
[[nodiscard]] Result<Api> signed_in(Context& context);

// Nothing is done without a yes: from --yes, or from the person at the terminal. A usage error when
// nobody can answer.
Result<void> confirm(const Context& context, std::string_view question);

// From standard input when it is no terminal, else typed without being shown. Refused when empty.
Result<std::string> read_password(const Context& context, std::string_view prompt);

// The key of --idempotency-key or a fresh one, told on `err` so that it can be repeated.
Result<std::string> idempotency_key(const Context& context);
[[nodiscard]] std::string fresh_key();

// Prints rows or an item as --output asks.
void show_list(const Context& context, const Listing& listing, const View& view);
void show_item(const Context& context, json::Node item, const View& view);
void show_grid(const Context& context, const Grid& grid);

// --limit, or 1,000 rows.
Result<std::size_t> rows_max(const Context& context);

}  // namespace perseat::cli
