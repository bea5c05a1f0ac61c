// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing/collect_invoice.h"

#include <algorithm>

#include "base/zone.h"
#include "domain/invoice_state.h"
#include "store/audit.h"
#include "usecases/billing/collection.h"
#include "usecases/subscriptions/change_plan.h"
#include "usecases/subscriptions/records.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {

void CollectInvoice::needs(store::Needs& needs, const Actor& actor) const {
  need_subject(needs, {actor.org, subscription});
  needs.invoices.add({actor.org, invoice});
  needs.attempts_of_invoices.push_back({actor.org, invoice});
  needs.profiles_of_invoices.push_back({actor.org, invoice});
}

void CollectInvoice::follow(const store::State& state, store::Needs& needs,
                            const Actor& actor) const {
  follow_subject(state, needs, {actor.org, subscription});
}

Result<void> CollectInvoice::give_up(store::State& state, const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subject subject = TRY(find_subject(state, key));
  state.invoices.change({key.org, invoice}).next_charge_at.reset();
  const auto after = next_status(subject.subscription.status, SubscriptionEvent::unpaid_too_long);
  if (!after) return {};
  // Seats that are being paid for this moment will be given back when that charge settles.
  const ChangePlan plan = TRY(plan_termination({state, subject, settings, context.now}));
  const Credits credits =
      add_credits(state, context, subject.bill(plan.terms), {plan.charged, plan.charge});
  add_order(state, context, subject.subscription,
            {OrderKind::cancellation, {}, 0, credits.first_note, plan.charge.total});
  store::append_event(state, context,
                      {"collectInvoice",
                       "subscription",
                       subscription.uuid,
                       {{"status", std::string(enum_text(subject.subscription.status)),
                         std::string(enum_text(*after))},
                        {"invoice", "", state.invoices.get({key.org, invoice}).number}}});
  Subscription& ended = state.subscriptions.change(key);
  enter_status(ended, *after, context.now);
  set_recurring_billing(ended, RecurringBilling::off);
  ended.expires_at = context.now;
  set_dates(ended, subject.account.time_zone, settings.lifecycle);
  return {};
}

Result<CollectInvoice::Output> CollectInvoice::decide(store::State& state,
                                                      const Context& context) const {
  const Invoice::Key key{context.actor.org, invoice};
  const Invoice* found = state.invoices.find(key);
  if (!context.actor.user.is_nil() || found == nullptr) return not_found();
  CHECK(found->subscription == subscription);
  if (!found->next_charge_at || *found->next_charge_at > context.now) return Output{};
  if (!is_payable(*found)) {
    state.invoices.change(key).next_charge_at.reset();
    return Output{true};
  }
  // Somebody pays it this moment: what is left to do is decided when that is settled.
  if (has_charge_under_way(state, *found)) return Output{};

  const std::string& zone = state.billing_accounts.get(key.org).time_zone;
  if (is_grace_over(*found->due_on, date_in_zone(context.now, zone), settings.dunning)) {
    TRY(give_up(state, context));
    return Output{true};
  }
  begin_collection(state, context, settings, state.invoices.change(key));
  store::append_event(
      state, context,
      {"collectInvoice", "invoice", invoice.uuid, {{"invoice", "", found->number}}});
  return Output{true};
}

}  // namespace perseat::usecases
