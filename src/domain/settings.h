// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the operator of a deployment decides and rules depend on. Everything has a default.
#pragma once

#include <string>

#include "domain/dunning.h"
#include "domain/leaver.h"
#include "domain/lifecycle.h"

namespace perseat {

struct Settings {
  LifecycleDays lifecycle;
  Dunning dunning;
  LeaverRule leaver_rule = LeaverRule::stop_at_term_end;
  std::string seller_country;      // ISO 3166-1 alpha-2; empty: no reverse charge
  bool sells_self_service = true;  // whether the cloud lets people buy by themselves
};

}  // namespace perseat
