// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Runs a command that is nothing but an operation of the API: path, query and body come from the
// options as the command's data says.
#pragma once

#include "cli/body.h"
#include "cli/context.h"

namespace perseat::cli {

Result<ExitCode> run_operation(Context& context);

// "/v1/subscriptions/{ID}" with the positionals in place, looked up by name and encoded.
Result<std::string> fill_path(Context& context, Api& api, std::string_view path);

// The options with a target as query parameters, or as members of the body.
Result<Pairs> query_of(Context& context, Api& api);
Result<Body> body_of(Context& context, Api& api);

// What an operation that moves money answers: 202 is told as the link to follow, and its
// `pending_member` is shown.
ExitCode show_settled(Context& context, const Reply& reply, const View& view,
                      std::string_view pending_member);

}  // namespace perseat::cli
