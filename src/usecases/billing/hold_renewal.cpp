// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing/hold_renewal.h"

#include "store/audit.h"

namespace perseat::usecases {

void HoldRenewal::needs(store::Needs& needs, const Actor& actor) const {
  needs.subscriptions.add({actor.org, subscription});
}

Result<HoldRenewal::Output> HoldRenewal::decide(store::State& state, const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subscription* found = state.subscriptions.find(key);
  if (!context.actor.user.is_nil() || found == nullptr) return not_found();
  const bool is_due = found->renews_at && *found->renews_at <= context.now;
  if (!is_due || found->renewal_hold == reason) return Output{};
  store::append_event(state, context,
                      {"holdRenewal",
                       "subscription",
                       subscription.uuid,
                       {{"renewalHold", found->renewal_hold, reason}}});
  state.subscriptions.change(key).renewal_hold = reason;
  return Output{};
}

}  // namespace perseat::usecases
