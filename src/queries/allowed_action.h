// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Whether the caller may do something now, as resources tell it: the reason is the one that the
// operation itself would give.
#pragma once

#include <string_view>

#include "base/json.h"
#include "domain/access.h"

namespace perseat::queries {

// "name": {"allowed": true}, or with the reason when there is one.
inline void write_allowed(json::Writer& writer, std::string_view name, std::string_view reason) {
  writer.key(name).begin_object().field("allowed", reason.empty());
  if (!reason.empty()) writer.field("reason", reason);
  writer.end_object();
}

// The reason of the table of rights; empty when the action is allowed.
[[nodiscard]] inline std::string_view access_refusal(Action action, const Standing& standing) {
  const Access access = check(action, standing);
  return access.allowed ? std::string_view{} : access.reason;
}

}  // namespace perseat::queries
