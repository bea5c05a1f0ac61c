// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payments/settle_payment.h"

#include <string_view>
#include <utility>

#include "store/audit.h"
#include "usecases/billing/bill.h"
#include "usecases/payments/delivery.h"
#include "usecases/subscriptions/subject.h"

namespace perseat::usecases {
namespace {

bool is_settled(const PaymentAttempt& attempt) {
  return attempt.status == AttemptStatus::succeeded || attempt.status == AttemptStatus::declined;
}

bool is_for_seats(AttemptPurpose purpose) {
  return purpose == AttemptPurpose::purchase || purpose == AttemptPurpose::increase ||
         purpose == AttemptPurpose::reactivation;
}

SettlePayment::Output output_of(const PaymentAttempt& attempt) {
  SettlePayment::Output output;
  output.outcome = {attempt.status, attempt.gateway_reference, attempt.decline_code,
                    attempt.next_action_url};
  output.purpose = attempt.purpose;
  return output;
}

void record_outcome(PaymentAttempt& attempt, const PaymentOutcome& outcome, Instant now) {
  attempt.status = outcome.status;
  // A refund keeps the reference of the charge that it gives back.
  if (attempt.purpose != AttemptPurpose::refund && !outcome.gateway_reference.empty())
    attempt.gateway_reference = outcome.gateway_reference;
  attempt.next_action_url = outcome.next_action_url;
  attempt.decline_code = outcome.decline_code;
  if (is_settled(attempt)) attempt.settled_at = now;
}

// What the bank thinks of the card now. Giving up says nothing about it.
void mark_card(store::State& state, const PaymentAttempt& attempt, Instant now) {
  if (attempt.purpose == AttemptPurpose::refund || attempt.decline_code == "canceled") return;
  const PaymentMethod::Key key{attempt.org, attempt.payment_method};
  const PaymentMethod& card = state.payment_methods.get(key);
  const bool declined = attempt.status == AttemptStatus::declined;
  if (declined) state.payment_methods.change(key).declined_at = now;
  if (!declined && card.declined_at) state.payment_methods.change(key).declined_at.reset();
}

store::EventNote note_of(const PaymentAttempt& attempt, const Subscription& before,
                         const Subscription& after, const Invoice& invoice) {
  store::EventNote note{"settlePayment", "subscription", attempt.subscription.uuid, {}};
  const auto add = [&](std::string field, std::string from, std::string to) {
    if (from != to) note.changes.push_back({std::move(field), std::move(from), std::move(to)});
  };
  add("purpose", "", std::string(enum_text(attempt.purpose)));
  add("payment", "open", std::string(enum_text(attempt.status)));
  add("declineCode", "", attempt.decline_code);
  add("invoice", "", invoice.number);
  add("status", std::string(enum_text(before.status)), std::string(enum_text(after.status)));
  add("quantity", std::to_string(before.quantity), std::to_string(after.quantity));
  return note;
}

}  // namespace

void SettlePayment::needs(store::Needs& needs, const Actor& actor) const {
  needs.payment_attempts.add({actor.org, attempt});
  needs.invoices.add({actor.org, invoice});
  needs.lines_of_invoices.push_back({actor.org, invoice});
  needs.attempts_of_invoices.push_back({actor.org, invoice});
  needs.profiles_of_invoices.push_back({actor.org, invoice});
  needs.subscriptions.add({actor.org, subscription});
  needs.license_pools.add({actor.org, subscription});
  needs.profiles_of_subscriptions.push_back({actor.org, subscription});
  needs.billing_accounts.add(actor.org);
}

void SettlePayment::follow(const store::State& state, store::Needs& needs,
                           const Actor& actor) const {
  const PaymentAttempt* found = state.payment_attempts.find({actor.org, attempt});
  if (found != nullptr) needs.payment_methods.add({actor.org, found->payment_method});
  const Subscription* bought = state.subscriptions.find({actor.org, subscription});
  if (bought == nullptr) return;
  needs.products.add(bought->product);
  needs.users.add({actor.org, bought->purchaser});
  needs.prices.add(bought->price);  // for who shows the subscription afterwards
  if (outcome.status == AttemptStatus::declined) need_called_off(state, needs, *bought);
}

Result<SettlePayment::Output> SettlePayment::decide(store::State& state,
                                                    const Context& context) const {
  const PaymentAttempt::Key key{context.actor.org, attempt};
  const PaymentAttempt* found = state.payment_attempts.find(key);
  if (!context.actor.user.is_nil() || found == nullptr) return not_found();
  CHECK(found->invoice == invoice && found->subscription == subscription);
  CHECK(outcome.status != AttemptStatus::open);

  Output output = output_of(*found);
  output.was_settled = is_settled(*found);
  const bool is_news =
      found->status != outcome.status || found->next_action_url != outcome.next_action_url;
  if (output.was_settled || !is_news) return output;
  if (!found->lease.lets(context.server)) return not_found();

  PaymentAttempt& settled = state.payment_attempts.change(key);
  record_outcome(settled, outcome, context.now);
  output = output_of(settled);
  if (!is_settled(settled)) return output;
  const Subscription before = state.subscriptions.get({key.org, subscription});
  mark_card(state, settled, context.now);
  const Delivery delivery{state, context, settings, settled};
  if (settled.status == AttemptStatus::succeeded) {
    if (is_for_seats(settled.purpose)) output.refunds = open_seats(delivery);
    if (settled.purpose == AttemptPurpose::invoice) output.refunds = pay_off(delivery);
  } else if (is_for_seats(settled.purpose)) {
    call_off(delivery);
  } else if (settled.purpose == AttemptPurpose::invoice) {
    dun(delivery);
  }
  store::append_event(state, context,
                      note_of(settled, before, state.subscriptions.get(before.key()),
                              state.invoices.get({key.org, invoice})));
  return output;
}

}  // namespace perseat::usecases
