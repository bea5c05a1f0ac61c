// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A billing profile that somebody names.
#pragma once

#include "store/state.h"

namespace perseat::usecases {

// Null when there is none, or none any more. Requires: the profile was asked for.
[[nodiscard]] inline const BillingProfile* find_open_profile(const store::State& state,
                                                             const BillingProfile::Key& key) {
  const BillingProfile* found = state.billing_profiles.find(key);
  return found == nullptr || found->closed_at ? nullptr : found;
}

}  // namespace perseat::usecases
