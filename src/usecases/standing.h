// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The first paragraph of every decision: whether the caller may do this at all.
#pragma once

#include "base/result.h"
#include "domain/standing.h"

namespace perseat::usecases {

// Not found when the caller may not even see it, forbidden with the table's reason otherwise.
[[nodiscard]] Result<void> authorize(Action action, const Standing& standing);

}  // namespace perseat::usecases
