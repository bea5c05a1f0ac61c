// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/set_quantity.h"

#include <utility>

#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/etag.h"
#include "usecases/subscriptions/records.h"

namespace perseat::usecases {
namespace {

using Output = SetQuantity::Output;

// A change as it is being recorded.
struct Recording {
  store::State& state;
  const Context& context;
  const Subject& subject;
  const ChangePlan& plan;

  [[nodiscard]] Subscription::Key key() const { return subject.subscription.key(); }
};

// The card that pays for more seats now. Nil when there is nothing to pay.
Result<PaymentMethodId> card_for(const Situation& situation, const Context& context,
                                 const ChangePlan& plan) {
  if (plan.kind != PlanKind::increase || plan.charge.due_now.minor == 0) return PaymentMethodId{};
  return TRY(paying_card(situation.state, context, situation.subject.profile, std::nullopt)).id;
}

void note(const Recording& recording, std::string field, std::string before, std::string after) {
  store::append_event(recording.state, recording.context,
                      {"setQuantity",
                       "subscription",
                       recording.key().id.uuid,
                       {{std::move(field), std::move(before), std::move(after)}}});
}

void order(const Recording& recording, OrderKind kind, InvoiceId invoice) {
  add_order(recording.state, recording.context, recording.subject.subscription,
            {kind, recording.context.actor.user, recording.plan.quantity, invoice,
             recording.plan.charge.total});
}

std::string scheduled_text(const Subscription& subscription) {
  return subscription.scheduled_quantity ? std::to_string(*subscription.scheduled_quantity) : "";
}

// The new total holds now and replaces one that was waiting for the renewal.
void set_total(const Recording& recording) {
  Subscription& subscription = recording.state.subscriptions.change(recording.key());
  if (recording.plan.quantity > subscription.quantity)
    subscription.window_from = recording.context.now;
  subscription.quantity = recording.plan.quantity;
  subscription.scheduled_quantity.reset();
  recording.state.license_pools.change(recording.key()).total = recording.plan.quantity;
}

void record_schedule(const Recording& recording, std::optional<std::int64_t> quantity) {
  const Subscription& before = recording.subject.subscription;
  if (before.scheduled_quantity == quantity) return;
  if (quantity) order(recording, OrderKind::scheduled_change, InvoiceId{});
  note(recording, "scheduledQuantity", scheduled_text(before),
       quantity ? std::to_string(*quantity) : "");
  recording.state.subscriptions.change(recording.key()).scheduled_quantity = quantity;
}

// Returns the attempt to charge; nil when the seats are there already.
AttemptId record_increase(const Recording& recording, PaymentMethodId card) {
  const ChangePlan& plan = recording.plan;
  const Subscription& before = recording.subject.subscription;
  InvoiceId invoice_id;
  if (!plan.charge.lines.empty()) {
    const Bill bill = recording.subject.bill(plan.terms);
    Invoice& invoice = add_invoice(recording.state, recording.context, bill, plan.charge);
    invoice_id = invoice.id;
    if (!card.is_nil()) {
      const AttemptId attempt = add_attempt(recording.state, recording.context, invoice,
                                            {AttemptPurpose::increase, card, plan.quantity});
      recording.state.subscriptions.change(recording.key()).pending_attempt = attempt;
      note(recording, "requestedQuantity", std::to_string(before.quantity),
           std::to_string(plan.quantity));
      return attempt;
    }
    issue_invoice(recording.state, invoice, bill.day_of(recording.context.now), before.period_end);
    invoice.next_charge_at = before.renews_at;
  }
  order(recording, OrderKind::increase, invoice_id);
  note(recording, "quantity", std::to_string(before.quantity), std::to_string(plan.quantity));
  set_total(recording);
  return {};
}

void record_decrease(const Recording& recording) {
  const ChangePlan& plan = recording.plan;
  const Credits credits =
      add_credits(recording.state, recording.context, recording.subject.bill(plan.terms),
                  {plan.charged, plan.charge});
  order(recording, OrderKind::decrease, credits.first_note);
  note(recording, "quantity", std::to_string(recording.subject.subscription.quantity),
       std::to_string(plan.quantity));
  set_total(recording);
}

}  // namespace

void SetQuantity::needs(store::Needs& needs, const Actor& actor) const {
  need_subject(needs, {actor.org, subscription});
}

void SetQuantity::follow(const store::State& state, store::Needs& needs, const Actor& actor) const {
  follow_subject(state, needs, {actor.org, subscription});
}

Result<Output> SetQuantity::decide(store::State& state, const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subject subject = TRY(find_subject(state, key));
  TRY(authorize(Action::set_quantity, standing_for(context.actor, subject.subscription)));
  TRY(match_etag(context, etag_of(subject.subscription, subject.pool)));

  const Situation situation{state, subject, settings, context.now};
  const ChangePlan plan = TRY(plan_quantity(situation, wish));
  TRY(match_total(expected_total, plan.charge.total));
  const PaymentMethodId card = TRY(card_for(situation, context, plan));
  if (!card.is_nil()) TRY(check_can_charge(can_charge));

  const Recording recording{state, context, subject, plan};
  Output output{subscription, {}, {}};
  switch (plan.kind) {
    case PlanKind::schedule: record_schedule(recording, plan.quantity); break;
    case PlanKind::increase: output.attempt = record_increase(recording, card); break;
    case PlanKind::decrease: record_decrease(recording); break;
    default: record_schedule(recording, std::nullopt); break;
  }
  output.etag = etag_of(state.subscriptions.get(key), state.license_pools.get(key));
  return output;
}

}  // namespace perseat::usecases
