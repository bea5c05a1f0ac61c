// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The first line of every query: whether the caller may read this at all.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/standing.h"

namespace perseat::queries {

// Not found when the caller may not even see it, forbidden with the table's reason otherwise.
[[nodiscard]] inline Result<void> authorize(Action action, const Standing& standing) {
  const Access access = check(action, standing);
  if (access.allowed) return {};
  if (!access.visible) return not_found();
  return forbidden(std::string(access.reason), std::string(access_refusal_text(access.reason)));
}

}  // namespace perseat::queries
