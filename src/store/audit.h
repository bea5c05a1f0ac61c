// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The audit chain: each event's hash covers the hash before it.
#pragma once

#include <string>
#include <vector>

#include "domain/actor.h"
#include "domain/audit.h"
#include "store/state.h"

namespace perseat::store {

struct EventNote {
  std::string action;        // the operation's name
  std::string subject_kind;  // e.g. "subscription"
  Uuid subject;
  std::vector<FieldChange> changes;  // never secrets, never card data
};

// Appends to the chain of the actor's organization, in the same transaction as the change.
// Requires: the organization's audit head is loaded.
void append_event(State& state, const Context& context, EventNote note);

// What the hash of an event is taken of, in this order, each with its length.
[[nodiscard]] std::string event_hash(const AuditEvent& event);

}  // namespace perseat::store
