// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes the organization as a customer: what invoices say of it and how tax is decided.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "domain/organization.h"
#include "store/state.h"

namespace perseat::usecases {

// What is absent stays as it is; an empty text takes away what was there.
struct UpdateBillingAccount {
  std::optional<std::string> name;
  std::optional<Address> sold_to;
  std::optional<std::string> tax_id;
  std::optional<std::string> registration_number;
  std::optional<std::string> time_zone;
  struct Output {
    BillingAccount account;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Another country is another customer: conflict (countryFixed). A new tax number is not verified.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
