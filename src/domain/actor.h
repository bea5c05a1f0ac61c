// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who asks, as the sign-in found them, and what surrounds one decision.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "domain/access.h"
#include "domain/ids.h"

namespace perseat {

// A role that holds everywhere in the organization, or for one billing profile.
struct GrantedRole {
  Role role = Role::global_reader;
  BillingProfileId profile;  // nil: not bound to a profile
};

struct Actor {
  OrgId org;
  UserId user;  // nil: the system itself (workers, reconciler)
  bool is_guest = false;
  std::vector<GrantedRole> roles;
};

// What a decision gets besides the state: it reads no clock and makes no random by itself.
struct Context {
  const Actor& actor;
  Instant now;
  IdSource& ids;
  std::string_view request_id;
  std::string_view if_match;  // the ETag that the caller saw; empty: any
  ServerId server = {};       // that decides
};

}  // namespace perseat
