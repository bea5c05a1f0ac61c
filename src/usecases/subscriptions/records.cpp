// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/records.h"

#include <utility>

namespace perseat::usecases {

void add_order(store::State& state, const Context& context, const Subscription& subscription,
               const OrderNote& note) {
  Order order;
  order.org = subscription.org;
  order.subscription = subscription.id;
  order.id = context.ids.make<OrderId>(context.now);
  order.kind = note.kind;
  order.at = context.now;
  order.actor = note.actor;
  order.quantity_before = subscription.quantity;
  order.quantity_after = note.quantity_after;
  order.invoice = note.invoice;
  order.total_minor = note.total.minor;
  order.currency = note.total.currency;
  state.orders.add(order);
}

Result<void> check_can_charge(bool can_charge) {
  if (can_charge) return {};
  return unavailable("gatewayUnavailable",
                     "The payment gateway is away. Nothing was bought. Try again later.");
}

bool has_charge_under_way(const store::State& state, const Invoice& invoice) {
  bool found = false;
  state.payment_attempts.each([&](const PaymentAttempt& attempt) {
    found = found || (attempt.org == invoice.org && attempt.invoice == invoice.id &&
                      is_charge_under_way(attempt));
  });
  return found;
}

AttemptId add_attempt(store::State& state, const Context& context, const Invoice& invoice,
                      const ChargeIntent& intent) {
  PaymentAttempt attempt;
  attempt.org = invoice.org;
  attempt.id = context.ids.make<AttemptId>(context.now);
  attempt.purpose = intent.purpose;
  attempt.invoice = invoice.id;
  attempt.subscription = invoice.subscription;
  attempt.payment_method = intent.payment_method;
  attempt.actor = context.actor.user;
  attempt.amount_minor =
      invoice.status == InvoiceStatus::pending ? invoice.total_minor : invoice.due_minor;
  attempt.currency = invoice.currency;
  attempt.quantity_target = intent.quantity_target;
  attempt.created_at = context.now;
  attempt.lease.server = context.server;
  return state.payment_attempts.add(std::move(attempt)).id;
}

}  // namespace perseat::usecases
