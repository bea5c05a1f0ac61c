// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/change_plan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/zone.h"
#include "domain/seat_change.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

// The price that the running term was sold at.
Result<Terms> running_terms(const Situation& situation) {
  const Price& price = situation.state.prices.get(situation.subject.subscription.price);
  return terms_of(situation.state, price, situation.market());
}

// The price of a term that begins now: today's, or the old one where the offer is sold no more.
Result<Terms> fresh_terms(const Situation& situation, OfferId offer) {
  const Price* price = price_on_sale(situation.state, offer, situation.market());
  if (price == nullptr) return running_terms(situation);
  return terms_of(situation.state, *price, situation.market());
}

struct Renewal {
  Terms terms;
  OfferId offer;
  Term term = Term::monthly;
};

Instant end_of_period(const Situation& situation) {
  return start_of_day(situation.subject.subscription.period_end,
                      situation.subject.account.time_zone);
}

Result<Renewal> renewal_of(const Situation& situation) {
  const Subscription& subscription = situation.subject.subscription;
  // What is announced for that day holds then, and is what a preview shows.
  const Situation then{situation.state, situation.subject, situation.settings,
                       end_of_period(situation)};
  Renewal renewal{{}, {}, subscription.scheduled_term.value_or(subscription.term)};
  const Offer* offer = &situation.subject.offer;
  if (renewal.term != offer->term)
    offer = offer_for_term(situation.state, then.market(), renewal.term);
  if (offer == nullptr) {
    offer = &situation.subject.offer;
    renewal.term = offer->term;
  }
  renewal.offer = offer->id;
  renewal.terms = TRY(fresh_terms(then, offer->id));
  return renewal;
}

Result<std::optional<NextTerms>> next_of(const Situation& situation, std::int64_t quantity) {
  const Subscription& subscription = situation.subject.subscription;
  if (!is_renewing(subscription)) return std::optional<NextTerms>{};
  const Renewal renewal = TRY(renewal_of(situation));
  return std::optional<NextTerms>{
      next_terms(renewal.terms, quantity, renewal.term, static_cast<int>(subscription.anchor_day))};
}

ChargeInput input_of(const Situation& situation, ChargeKind kind, const Terms& terms) {
  const Subject& subject = situation.subject;
  ChargeInput input;
  input.kind = kind;
  input.unit_price = terms.unit_price;
  input.quantity_from = subject.subscription.quantity;
  input.quantity_to = subject.subscription.quantity;
  input.period = subject.period();
  input.change_date = situation.market().today();
  input.tax = terms.tax;
  return input;
}

Charge zero_charge(Currency currency) {
  Charge charge;
  charge.net = charge.tax = charge.total = charge.due_now = charge.refund = Money{0, currency};
  return charge;
}

Result<ChangePlan> plan_schedule(const Situation& situation, std::int64_t quantity) {
  const Subscription& subscription = situation.subject.subscription;
  if (!is_renewing(subscription))
    return conflict("recurringBillingOff",
                    "The subscription will not renew, so nothing can be changed at renewal.");
  const Renewal renewal = TRY(renewal_of(situation));
  ChargeInput input = input_of(situation, ChargeKind::renewal, renewal.terms);
  input.quantity_to = quantity;
  const int anchor = static_cast<int>(subscription.anchor_day);
  input.period = period_at(anchor, subscription.period_end, months_of(renewal.term));
  input.change_date = input.period.start;
  const Charge renewed = TRY(calculate_charge(input));
  ChangePlan plan;
  plan.kind = PlanKind::schedule;
  plan.terms = renewal.terms;
  plan.charge = zero_charge(renewal.terms.unit_price.currency);
  plan.charge.next_charge = NextCharge{input.period.start, renewed.total};
  plan.quantity = quantity;
  plan.effective_at = end_of_period(situation);
  return plan;
}

Result<ChangePlan> plan_increase(const Situation& situation, std::int64_t quantity) {
  const Subject& subject = situation.subject;
  ChangePlan plan;
  plan.kind = PlanKind::increase;
  plan.quantity = quantity;
  plan.effective_at = situation.now;
  plan.terms = TRY(running_terms(situation));
  ChargeInput input = input_of(situation, ChargeKind::quantity_increase, plan.terms);
  input.quantity_to = quantity;
  input.next = TRY(next_of(situation, quantity));
  plan.charge = TRY(calculate_charge(input));
  plan.is_billed_later = subject.offer.bill_increase == BillIncrease::next_invoice &&
                         is_renewing(subject.subscription);
  if (!plan.is_billed_later) return plan;
  // Invoiced today and due with the renewal: one invoice more, the same amounts.
  plan.charge.due_now.minor = 0;
  NextCharge& next = *plan.charge.next_charge;
  next.amount = TRY(add(next.amount, plan.charge.total));
  return plan;
}

Result<ChangePlan> plan_decrease(const Situation& situation, std::int64_t quantity) {
  ChangePlan plan;
  plan.kind = PlanKind::decrease;
  plan.quantity = quantity;
  plan.effective_at = situation.now;
  plan.terms = TRY(running_terms(situation));
  plan.charged = TRY(charged_lines(situation.state, situation.subject.subscription.key()));
  ChargeInput input = input_of(situation, ChargeKind::quantity_decrease, plan.terms);
  input.quantity_to = quantity;
  input.charged = plan.charged.lines;
  input.next = TRY(next_of(situation, quantity));
  plan.charge = TRY(calculate_charge(input));
  return plan;
}

bool is_sold(const Subject& subject) {
  return !subject.product.is_retired && !subject.offer.is_retired;
}

Result<void> check_increase(const Subject& subject) {
  if (is_sold(subject)) return {};
  return conflict("offerNotAvailable", "No more licenses of this offer are sold.");
}

// When the running term was bought, renewed or taken up again. Seats that were added later open no
// new time for giving all of them back.
Instant term_began(const Situation& situation) {
  const Subscription& subscription = situation.subject.subscription;
  return std::max(subscription.status_since,
                  start_of_day(subscription.period_start, situation.subject.account.time_zone));
}

Result<ChangePlan> plan_end(const Situation& situation, bool gives_refund) {
  const Subject& subject = situation.subject;
  ChangePlan plan;
  plan.kind = PlanKind::cancellation;
  plan.effective_at = situation.now;
  plan.people_affected = subject.pool.assigned;
  plan.terms = TRY(running_terms(situation));
  plan.charged = TRY(charged_lines(situation.state, subject.subscription.key()));
  ChargeInput input = input_of(situation, ChargeKind::cancellation, plan.terms);
  input.quantity_to = 0;
  input.charged = plan.charged.lines;
  input.gives_refund = gives_refund;
  plan.charge = TRY(calculate_charge(input));
  return plan;
}

// Whether fewer seats are to wait for the renewal.
Result<bool> waits_for_renewal(const Situation& situation, std::optional<When> when) {
  const Subscription& subscription = situation.subject.subscription;
  if (when == When::renewal) return true;
  const ReductionTime time =
      reduction_time(situation.subject.offer.seat_reduction,
                     subscription.window_from.value_or(subscription.created_at), situation.now);
  if (time == ReductionTime::now) return false;
  if (when == When::now)
    return conflict("onlyAtRenewal", "Licenses can only be given back at the renewal on " +
                                         format_date(subscription.period_end) + ".");
  return true;
}

}  // namespace

const Offer* offer_for_term(const store::State& state, const Market& market, Term term) {
  const Offer* best = nullptr;
  state.offers.each([&](const Offer& offer) {
    const bool fits = offer.product == market.product.id && offer.term == term &&
                      !offer.is_retired && price_on_sale(state, offer.id, market) != nullptr;
    if (fits && (best == nullptr || offer.id < best->id)) best = &offer;
  });
  return best;
}

Result<ChangePlan> plan_quantity(const Situation& situation, const QuantityWish& wish) {
  const Subject& subject = situation.subject;
  TRY(require_status(subject.subscription.status, SubscriptionAction::change_quantity));
  TRY(check_no_charge_pending(subject.subscription));
  const TotalChange change =
      TRY(decide_total({subject.pool.total, subject.pool.assigned}, wish.quantity,
                       {subject.offer.quantity_min, subject.offer.quantity_max}));
  if (change.delta() == 0) {
    ChangePlan plan;
    plan.quantity = wish.quantity;
    plan.effective_at = situation.now;
    plan.terms = TRY(running_terms(situation));
    plan.charge = zero_charge(plan.terms.unit_price.currency);
    return plan;
  }
  if (situation.market().today() >= subject.subscription.period_end)
    return conflict("concurrentChange", "The subscription is renewed this moment. Try again.");
  if (change.delta() > 0) {
    TRY(check_increase(subject));
    return wish.when == When::renewal ? plan_schedule(situation, wish.quantity)
                                      : plan_increase(situation, wish.quantity);
  }
  const bool waits = TRY(waits_for_renewal(situation, wish.when));
  return waits ? plan_schedule(situation, wish.quantity) : plan_decrease(situation, wish.quantity);
}

Result<ChangePlan> plan_cancellation(const Situation& situation) {
  const Subject& subject = situation.subject;
  const Subscription& subscription = subject.subscription;
  if (subscription.status == SubscriptionStatus::disabled && subscription.cancel_reason)
    return conflict("alreadyCanceled", "The subscription is canceled already.");
  TRY(require_status(subscription.status, SubscriptionAction::cancel));
  TRY(check_no_charge_pending(subscription));
  return plan_end(situation, refunds_cancellation(subject.offer.cancel_refund,
                                                  subject.offer.cancel_window_hours,
                                                  term_began(situation), situation.now));
}

Result<ChangePlan> plan_termination(const Situation& situation) {
  return plan_end(situation, true);
}

Result<ChangePlan> plan_reactivation(const Situation& situation) {
  const Subscription& subscription = situation.subject.subscription;
  TRY(require_status(subscription.status, SubscriptionAction::reactivate));
  if (is_past_reactivation(subscription, situation.subject.account.time_zone,
                           situation.settings.lifecycle, situation.now))
    return deleted_error();
  TRY(check_no_charge_pending(subscription));
  ChangePlan plan;
  plan.kind = PlanKind::reactivation;
  plan.quantity = subscription.quantity;
  plan.effective_at = situation.now;
  plan.terms = TRY(fresh_terms(situation, subscription.offer));
  ChargeInput input = input_of(situation, ChargeKind::reactivation, plan.terms);
  input.quantity_from = 0;
  const Date today = situation.market().today();
  const int anchor = anchor_day_of(today);
  input.period = period_at(anchor, today, months_of(subscription.term));
  input.next = next_terms(plan.terms, subscription.quantity, subscription.term, anchor);
  plan.charge = TRY(calculate_charge(input));
  return plan;
}

Result<ChangePlan> plan_renewal(const Situation& situation) {
  const Subject& subject = situation.subject;
  const Subscription& subscription = subject.subscription;
  TRY(require_status(subscription.status, SubscriptionAction::change_recurring_billing));
  if (!is_renewing(subscription))
    return conflict("recurringBillingOff", "The subscription will not renew.");
  const Renewal renewal = TRY(renewal_of(situation));
  const RenewalTotal total = total_at_renewal(
      subscription.scheduled_quantity.value_or(subscription.quantity), subject.pool.assigned);
  const int anchor = static_cast<int>(subscription.anchor_day);
  ChangePlan plan;
  plan.kind = PlanKind::renewal;
  plan.quantity = total.total;
  plan.terms = renewal.terms;
  plan.offer = renewal.offer;
  plan.term = renewal.term;
  plan.period = period_at(anchor, subscription.period_end, months_of(renewal.term));
  ChargeInput input = input_of(situation, ChargeKind::renewal, renewal.terms);
  input.quantity_to = total.total;
  input.period = plan.period;
  input.change_date = plan.period.start;
  if (subscription.recurring_billing == RecurringBilling::on)
    input.next = next_terms(renewal.terms, total.total, renewal.term, anchor);
  plan.charge = TRY(calculate_charge(input));
  plan.effective_at = end_of_period(situation);
  return plan;
}

}  // namespace perseat::usecases
