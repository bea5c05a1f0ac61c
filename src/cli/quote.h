// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes that move money: the quote is shown, a person agrees, and what was shown is what is
// asked of the server.
#pragma once

#include <string>

#include "cli/body.h"
#include "cli/context.h"

namespace perseat::cli {

struct QuotedChange {
  Body quote;  // of POST /v1/quotes
  Call call;   // the command's operation, without body and key
  Body body;
  bool expects_total = false;  // the change is refused when the total is another by then
  std::string question;
};

// Ends with `waiting` when the bank wants a confirmation.
Result<ExitCode> quote_and_change(Context& context, Api& api, QuotedChange change);

extern const View quote_view;

// Shows a quote as the result of a command.
Result<ExitCode> show_quote(Context& context);

}  // namespace perseat::cli
