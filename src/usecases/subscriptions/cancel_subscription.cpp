// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/cancel_subscription.h"

#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/etag.h"
#include "usecases/subscriptions/records.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {

void CancelSubscription::needs(store::Needs& needs, const Actor& actor) const {
  need_subject(needs, {actor.org, subscription});
}

void CancelSubscription::follow(const store::State& state, store::Needs& needs,
                                const Actor& actor) const {
  follow_subject(state, needs, {actor.org, subscription});
}

Result<CancelSubscription::Output> CancelSubscription::decide(store::State& state,
                                                              const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subject subject = TRY(find_subject(state, key));
  TRY(authorize(Action::cancel_subscription, standing_for(context.actor, subject.subscription)));
  TRY(match_etag(context, etag_of(subject.subscription, subject.pool)));

  TRY(check_free_text("feedback", feedback, {0, feedback_characters_max}));
  const ChangePlan plan = TRY(plan_cancellation({state, subject, settings, context.now}));
  const auto after = next_status(subject.subscription.status, SubscriptionEvent::canceled);
  CHECK(after.has_value());

  const Credits credits =
      add_credits(state, context, subject.bill(plan.terms), {plan.charged, plan.charge});
  add_order(
      state, context, subject.subscription,
      {OrderKind::cancellation, context.actor.user, 0, credits.first_note, plan.charge.total});
  store::append_event(state, context,
                      {"cancelSubscription",
                       "subscription",
                       subscription.uuid,
                       {{"status", std::string(enum_text(subject.subscription.status)),
                         std::string(enum_text(*after))},
                        {"cancelReason", "", std::string(enum_text(reason))}}});
  Subscription& canceled = state.subscriptions.change(key);
  enter_status(canceled, *after, context.now);
  set_recurring_billing(canceled, RecurringBilling::off);
  canceled.expires_at = context.now;
  canceled.cancel_reason = reason;
  canceled.cancel_feedback = feedback;
  set_dates(canceled, subject.account.time_zone, settings.lifecycle);
  return Output{subscription, plan.charge.refund, etag_of(canceled, state.license_pools.get(key))};
}

}  // namespace perseat::usecases
