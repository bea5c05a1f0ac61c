// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Decides who may buy a product by themselves from now on; what was bought before is not touched.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/policy.h"
#include "store/state.h"

namespace perseat::usecases {

struct SetPolicy {
  ProductId product;  // nil: all products without a policy of their own, also those yet to come
  SelfServicePolicy value = SelfServicePolicy::enabled;

  struct Output {
    std::int64_t version = 0;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  // Refused with roleRequired, notFound, versionMismatch.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
