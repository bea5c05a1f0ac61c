// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/reactivate_subscription.h"

#include "domain/card.h"
#include "domain/policy.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/etag.h"
#include "usecases/subscriptions/purchase_plan.h"
#include "usecases/subscriptions/records.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {

void ReactivateSubscription::needs(store::Needs& needs, const Actor& actor) const {
  need_subject(needs, {actor.org, subscription});
  if (payment_method) needs.payment_methods.add({actor.org, *payment_method});
}

void ReactivateSubscription::follow(const store::State& state, store::Needs& needs,
                                    const Actor& actor) const {
  const Subscription::Key key{actor.org, subscription};
  follow_subject(state, needs, key);
  const Subscription* found = state.subscriptions.find(key);
  if (found != nullptr) need_policy(needs, actor.org, found->product);
}

Result<PaymentMethodId> ReactivateSubscription::choose_card(const store::State& state,
                                                            const Context& context,
                                                            const BillingProfile& profile) const {
  const PaymentMethod card = TRY(paying_card(state, context, profile, payment_method));
  const Organization& organization = state.organizations.get(context.actor.org);
  TRY(check_card_country(card.issuing_country, organization.country));
  return card.id;
}

Result<ReactivateSubscription::Output> ReactivateSubscription::decide(
    store::State& state, const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subject subject = TRY(find_subject(state, key));
  TRY(authorize(Action::reactivate_subscription,
                standing_for(context.actor, subject.subscription)));
  TRY(match_etag(context, etag_of(subject.subscription, subject.pool)));

  const Situation situation{state, subject, settings, context.now};
  const ChangePlan plan = TRY(plan_reactivation(situation));
  const Charge& charge = plan.charge;
  if (!was_paid(subject.subscription) && subject.subscription.scope == ManagementScope::individual)
    TRY(check_policy(state, key.org, subject.product.id, SelfServiceIntent::purchase));
  const bool is_free = charge.due_now.minor == 0;
  const PaymentMethodId card =
      is_free ? PaymentMethodId{} : TRY(choose_card(state, context, subject.profile));
  if (!is_free) TRY(check_can_charge(can_charge));

  Output output{subscription, {}, {}};
  const Bill bill = subject.bill(plan.terms);
  if (is_free) {
    add_order(state, context, subject.subscription,
              {OrderKind::reactivation, context.actor.user, plan.quantity, {}, charge.total});
  } else {
    const Invoice& invoice = add_invoice(state, context, bill, charge);
    output.attempt =
        add_attempt(state, context, invoice, {AttemptPurpose::reactivation, card, plan.quantity});
  }
  store::append_event(state, context,
                      {"reactivateSubscription",
                       "subscription",
                       subscription.uuid,
                       {{"priceId", subject.subscription.price.text(), plan.terms.price.text()}}});
  Subscription& changed = state.subscriptions.change(key);
  // Nothing runs at the old price: the new term is sold at today's.
  changed.price = plan.terms.price;
  if (is_free) {
    activate(changed, subject.account.time_zone, settings.lifecycle, context.now);
  } else {
    changed.pending_attempt = output.attempt;
  }
  output.etag = etag_of(changed, state.license_pools.get(key));
  return output;
}

}  // namespace perseat::usecases
