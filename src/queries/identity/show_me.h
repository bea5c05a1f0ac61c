// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The caller about themselves, and the caller's API tokens.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "queries/identity/find_principal.h"

namespace perseat::queries {

// The schema Me.
Result<std::string> show_me(ports::Connection& reader, const Principal& principal,
                            const std::string& cloud);

// The schema ApiTokenList: not revoked, oldest first.
Result<std::string> list_api_tokens(ports::Connection& reader, const Actor& actor,
                                    std::int64_t limit, const std::optional<std::string>& cursor);
// The members of the schema ApiToken, without the braces.
void write_api_token(json::Writer& writer, const ApiToken& token);

}  // namespace perseat::queries
