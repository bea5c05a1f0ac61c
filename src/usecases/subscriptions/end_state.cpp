// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/end_state.h"

#include "store/audit.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {

void EndState::needs(store::Needs& needs, const Actor& actor) const {
  needs.subscriptions.add({actor.org, subscription});
  needs.billing_accounts.add(actor.org);
}

Result<EndState::Output> EndState::decide(store::State& state, const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subscription* found = state.subscriptions.find(key);
  if (!context.actor.user.is_nil() || found == nullptr) return not_found();
  const bool is_due = found->next_lifecycle_at && *found->next_lifecycle_at <= context.now;
  // Who brings it back this moment is waited for.
  if (!is_due || found->pending_attempt) return Output{};
  const auto event = event_at_end(found->status);
  CHECK(event.has_value());
  const auto after = next_status(found->status, *event);
  CHECK(after.has_value());

  store::append_event(
      state, context,
      {"endState",
       "subscription",
       subscription.uuid,
       {{"status", std::string(enum_text(found->status)), std::string(enum_text(*after))}}});
  Subscription& moved = state.subscriptions.change(key);
  enter_status(moved, *after, *moved.next_lifecycle_at);
  set_dates(moved, state.billing_accounts.get(key.org).time_zone, settings.lifecycle);
  return Output{true};
}

}  // namespace perseat::usecases
