// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People of the caller's organization, by name.
#pragma once

#include <string>

#include "domain/actor.h"
#include "queries/users/people.h"

namespace perseat::queries {

// UserList of the contract. Reasons: guestAccount, malformedCursor.
[[nodiscard]] Result<std::string> search_users(ports::Connection& reader, const Actor& actor,
                                               const PeopleFilter& filter, const Page& page);

struct ShownUser {
  std::string body;
  std::string etag;
};
// User of the contract. Reasons: notFound, guestAccount.
[[nodiscard]] Result<ShownUser> show_user(ports::Connection& reader, const Actor& actor,
                                          UserId user);

}  // namespace perseat::queries
