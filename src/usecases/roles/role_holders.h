// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who holds a role, as far as the loaded role assignments tell.
#pragma once

#include <cstdint>

#include "domain/user.h"
#include "store/state.h"

namespace perseat::usecases {

// Requires: the roles of this person are loaded.
[[nodiscard]] bool holds_role(const store::State& state, const OrgKey<UserId>& user, Role role);
// Any role but those of single billing profiles. Requires: as above.
[[nodiscard]] bool is_some_admin(const store::State& state, const OrgKey<UserId>& user);

// The second round of what active_global_admins needs; the first is admins_of_organizations.
void need_admin_accounts(const store::State& state, store::Needs& needs, OrgId org);
// How many global admins with an active account there are besides this person.
[[nodiscard]] std::int64_t active_global_admins(const store::State& state, OrgId org,
                                                UserId besides);

}  // namespace perseat::usecases
