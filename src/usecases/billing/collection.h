// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How the server collects what is owed on an issued invoice without anybody's hand.
#pragma once

#include "domain/actor.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

// Charges the card of the invoice's profile; without one it is as if the charge had failed.
// Returns the attempt, nil without one. Requires: the invoice is payable, its profile is loaded.
AttemptId begin_collection(store::State& state, const Context& context, const Settings& settings,
                           Invoice& invoice);

// The invoice is overdue from its due date on, and its next day of dunning is noted. Requires: the
// invoice is payable; the billing account is loaded.
void note_failed_charge(const store::State& state, const Context& context, const Settings& settings,
                        Invoice& invoice);

}  // namespace perseat::usecases
