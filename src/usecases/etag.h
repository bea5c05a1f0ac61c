// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A change that names the version it saw is refused when somebody was faster.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/etag.h"

namespace perseat::usecases {

// precondition_failed (versionMismatch) when the caller's If-Match does not name the tag.
[[nodiscard]] inline Result<void> match_etag(const Context& context, std::string_view etag) {
  if (etag_matches(context.if_match, etag)) return {};
  return Error{ErrorCode::precondition_failed,
               "versionMismatch",
               "Somebody changed this meanwhile. Read it again, then repeat the change.",
               {},
               {}};
}

}  // namespace perseat::usecases
