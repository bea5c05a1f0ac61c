// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who may buy what by themselves: the value that holds, where it comes from, and its history.
#pragma once

#include <string>

#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

// PolicyList of the contract: the default first, then each product that is sold to members or has
// a policy of its own, by name. Reasons: roleRequired, malformedCursor.
[[nodiscard]] Result<std::string> list_policies(ports::Connection& reader, const Actor& actor,
                                                const Page& page);

struct ShownPolicy {
  std::string body;
  std::string etag;
};
// Policy of the contract; the nil product is the default. Reasons: roleRequired, notFound.
[[nodiscard]] Result<ShownPolicy> get_policy(ports::Connection& reader, const Actor& actor,
                                             ProductId product);

}  // namespace perseat::queries
