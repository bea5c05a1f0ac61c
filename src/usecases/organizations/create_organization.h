// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A new tenant with its billing account and its first global admin. Only the operator of the
// deployment makes one.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"
#include "usecases/users/new_account.h"

namespace perseat::usecases {

struct CreateOrganization {
  std::string name;       // 1 to 200 characters
  std::string country;    // ISO 3166-1 alpha-2
  std::string time_zone;  // IANA; empty: usual of the country
  OrganizationKind kind = OrganizationKind::commercial;
  NewAccount admin;  // usage_country is set here

  struct Output {
    OrgId org;
    UserId admin;
  };

  // Whether the caller may do this at all, asked before a password is hashed too. Refused with
  // operatorOnly.
  [[nodiscard]] static Result<void> admit(const Actor& actor);
  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with operatorOnly, unknownCountry, unknownTimeZone, emailTaken and what is wrong with
  // a text.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
