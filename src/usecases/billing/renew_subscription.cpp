// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing/renew_subscription.h"

#include <string>

#include "domain/invoice_state.h"
#include "store/audit.h"
#include "usecases/billing/collection.h"
#include "usecases/subscriptions/change_plan.h"
#include "usecases/subscriptions/records.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

// A renewal as it is being recorded.
struct PeriodRecording {
  store::State& state;
  const Context& context;
  const Settings& settings;
  const Subject& subject;
  const ChangePlan& plan;
};

// The invoice of the period, issued and on its way to be paid; nil when the period is free.
InvoiceId bill_period(const PeriodRecording& recording) {
  const auto& [state, context, settings, subject, plan] = recording;
  if (plan.charge.lines.empty()) return {};
  const Bill bill = subject.bill(plan.terms);
  Invoice& invoice = add_invoice(state, context, bill, plan.charge);
  const Date today = bill.day_of(context.now);
  issue_invoice(state, invoice, today, today);
  if (is_payable(invoice)) begin_collection(state, context, settings, invoice);
  return invoice.id;
}

void note_renewal(const PeriodRecording& recording, InvoiceId invoice) {
  const Subscription& before = recording.subject.subscription;
  const ChangePlan& plan = recording.plan;
  store::EventNote note{"renewSubscription", "subscription", before.id.uuid, {}};
  const auto add = [&](std::string field, std::string from, std::string to) {
    if (from != to) note.changes.push_back({std::move(field), std::move(from), std::move(to)});
  };
  add("status", std::string(enum_text(before.status)),
      std::string(enum_text(SubscriptionStatus::active)));
  add("periodEnd", format_date(before.period_end), format_date(plan.period.end));
  add("quantity", std::to_string(before.quantity), std::to_string(plan.quantity));
  if (before.scheduled_quantity && plan.quantity > *before.scheduled_quantity)
    add("heldBackQuantity", "", std::to_string(*before.scheduled_quantity));
  add("billingFrequency", std::string(enum_text(before.term)), std::string(enum_text(plan.term)));
  add("priceId", before.price.text(), plan.terms.price.text());
  if (!invoice.is_nil())
    add("invoice", "", recording.state.invoices.get({before.org, invoice}).number);
  store::append_event(recording.state, recording.context, note);
}

}  // namespace

void RenewSubscription::needs(store::Needs& needs, const Actor& actor) const {
  need_subject(needs, {actor.org, subscription});
}

void RenewSubscription::follow(const store::State& state, store::Needs& needs,
                               const Actor& actor) const {
  follow_subject(state, needs, {actor.org, subscription});
}

void RenewSubscription::begin_period(Subscription& renewed, const ChangePlan& plan,
                                     const std::string& time_zone) const {
  if (renewed.status != SubscriptionStatus::active)
    enter_status(renewed, SubscriptionStatus::active, plan.effective_at);
  renewed.offer = plan.offer;
  renewed.price = plan.terms.price;
  renewed.term = plan.term;
  renewed.quantity = plan.quantity;
  renewed.scheduled_quantity.reset();
  renewed.scheduled_term.reset();
  renewed.period_start = plan.period.start;
  renewed.period_end = plan.period.end;
  renewed.window_from = plan.effective_at;
  renewed.renewal_hold.clear();
  if (renewed.recurring_billing == RecurringBilling::once_more)
    set_recurring_billing(renewed, RecurringBilling::off);
  set_dates(renewed, time_zone, settings.lifecycle);
}

Result<RenewSubscription::Output> RenewSubscription::decide(store::State& state,
                                                            const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  if (!context.actor.user.is_nil()) return not_found();
  const Subject subject = TRY(find_subject(state, key));
  const Subscription& before = subject.subscription;
  const bool is_due = before.renews_at && *before.renews_at <= context.now;
  // Seats that are being paid for belong into the bill of the next period, or do not.
  if (!is_due || before.pending_attempt) return Output{};

  const ChangePlan plan = TRY(plan_renewal({state, subject, settings, context.now}));
  CHECK(next_status(before.status, SubscriptionEvent::renewed) == SubscriptionStatus::active);

  const PeriodRecording recording{state, context, settings, subject, plan};
  const InvoiceId invoice = bill_period(recording);
  const bool is_first = before.status == SubscriptionStatus::trial;
  add_order(state, context, before,
            {is_first ? OrderKind::purchase : OrderKind::renewal,
             {},
             plan.quantity,
             invoice,
             plan.charge.total});
  note_renewal(recording, invoice);
  const std::string time_zone = subject.account.time_zone;
  state.license_pools.change(key).total = plan.quantity;
  begin_period(state.subscriptions.change(key), plan, time_zone);
  return Output{true, invoice, plan.charge.total};
}

}  // namespace perseat::usecases
