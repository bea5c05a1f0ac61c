// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The smallest command that writes.
#pragma once

#include "store/audit.h"

namespace perseat::test {

// Only leaves its event.
struct LeaveEvent {
  struct Output {};
  void needs(store::Needs& needs, const Actor& actor) const { needs.audit_heads.add(actor.org); }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    store::append_event(state, context, {"leaveEvent", "organization", context.actor.org.uuid, {}});
    return Output{};
  }
};

}  // namespace perseat::test
