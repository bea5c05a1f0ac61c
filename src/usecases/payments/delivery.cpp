// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payments/delivery.h"

#include <utility>

#include "base/zone.h"
#include "domain/invoice_state.h"
#include "usecases/billing/bill.h"
#include "usecases/billing/collection.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/subscriptions/records.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

Subscription::Key subscription_key(const PaymentAttempt& attempt) {
  return {attempt.org, attempt.subscription};
}
Invoice::Key invoice_key(const PaymentAttempt& attempt) { return {attempt.org, attempt.invoice}; }

const BillingAccount& account_of(const Delivery& delivery) {
  return delivery.state.billing_accounts.get(delivery.attempt.org);
}

Bill bill_of(const Delivery& delivery) {
  const Invoice& invoice = delivery.state.invoices.get(invoice_key(delivery.attempt));
  const Subscription& subscription =
      delivery.state.subscriptions.get(subscription_key(delivery.attempt));
  return {subscription, delivery.state.billing_profiles.get({invoice.org, invoice.profile}),
          account_of(delivery), delivery.state.products.get(subscription.product),
          invoice.reverse_charge};
}

SubscriptionEvent event_of(AttemptPurpose purpose) {
  return purpose == AttemptPurpose::purchase ? SubscriptionEvent::purchase_paid
                                             : SubscriptionEvent::reactivated;
}

OrderKind order_kind(AttemptPurpose purpose) {
  switch (purpose) {
    case AttemptPurpose::increase: return OrderKind::increase;
    case AttemptPurpose::reactivation: return OrderKind::reactivation;
    default: return OrderKind::purchase;
  }
}

bool can_open(const Delivery& delivery) {
  const Subscription& subscription =
      delivery.state.subscriptions.get(subscription_key(delivery.attempt));
  if (delivery.attempt.purpose == AttemptPurpose::increase)
    return allows(subscription.status, SubscriptionAction::change_quantity);
  return next_status(subscription.status, event_of(delivery.attempt.purpose)) ==
         SubscriptionStatus::active;
}

std::vector<InvoiceLine::Key> line_keys(const Delivery& delivery) {
  std::vector<InvoiceLine::Key> keys;
  delivery.state.invoice_lines.each([&](const InvoiceLine& line) {
    if (line.org == delivery.attempt.org && line.invoice == delivery.attempt.invoice)
      keys.push_back(line.key());
  });
  return keys;
}

void issue_and_pay(const Delivery& delivery) {
  Invoice& invoice = delivery.state.invoices.change(invoice_key(delivery.attempt));
  const Date today = date_in_zone(delivery.context.now, account_of(delivery).time_zone);
  issue_invoice(delivery.state, invoice, today, today);
  record_payment(invoice, delivery.attempt.amount_minor);
}

// A term begins on the day on which it was paid, should a midnight lie between. Its price is that
// of a whole term, so the amounts stay as they are.
void begin_paid_term(const Delivery& delivery, Subscription& subscription) {
  activate(subscription, account_of(delivery).time_zone, delivery.settings.lifecycle,
           delivery.context.now);
  const User& purchaser = delivery.state.users.get({subscription.org, subscription.purchaser});
  if (purchaser.state == UserState::disabled &&
      stops_renewal(subscription, delivery.settings.leaver_rule)) {
    // Who left while the bank was asked is treated as who left after it.
    set_recurring_billing(subscription, RecurringBilling::off);
    set_dates(subscription, account_of(delivery).time_zone, delivery.settings.lifecycle);
  }
  for (const InvoiceLine::Key& key : line_keys(delivery)) {
    if (delivery.state.invoice_lines.get(key).service_start == subscription.period_start) continue;
    InvoiceLine& line = delivery.state.invoice_lines.change(key);
    line.service_start = line.period_start = subscription.period_start;
    line.service_end = line.period_end = subscription.period_end;
  }
}

// The card that brought it back pays from now on.
void adopt_card(const Delivery& delivery, BillingProfileId profile) {
  const BillingProfile::Key key{delivery.attempt.org, profile};
  if (delivery.state.billing_profiles.get(key).payment_method == delivery.attempt.payment_method)
    return;
  use_card(delivery.state.billing_profiles.change(key), delivery.attempt.payment_method);
}

ChargeLine credit_of(const InvoiceLine& line, Currency currency) {
  const auto price = parse_unit_price(line.unit_price, currency);
  const auto rate = parse_percent(line.tax_rate_percent);
  CHECK(price.has_value() && rate.has_value());
  ChargeLine credit;
  credit.type = TransactionType::credit;
  credit.quantity = line.quantity;
  credit.unit_price = *price;
  credit.service = {line.service_start, line.service_end};
  credit.period = {line.period_start, line.period_end};
  credit.gross = -(line.net_minor + (line.tax_inclusive ? line.tax_minor : 0));
  credit.net = -line.net_minor;
  credit.tax = -line.tax_minor;
  credit.tax_terms = {line.tax_category, *rate, line.tax_inclusive};
  return credit;
}

// All of the invoice as a credit.
std::vector<AttemptId> give_back(const Delivery& delivery) {
  Charged charged;
  Charge charge;
  for (const InvoiceLine::Key& key : line_keys(delivery)) {
    const InvoiceLine& line = delivery.state.invoice_lines.get(key);
    ChargeLine credit = credit_of(line, delivery.attempt.currency);
    credit.credits = charged.keys.size();
    charge.releases.push_back({charged.keys.size(), line.quantity});
    charge.lines.push_back(std::move(credit));
    charged.keys.push_back(key);
  }
  return add_credits(delivery.state, delivery.context, bill_of(delivery), {charged, charge})
      .refunds;
}

// Whether anything was billed to the profile, or is going to be.
bool is_in_use(const store::State& state, const BillingProfile& profile) {
  bool found = profile.next_invoice_number > 1;
  state.subscriptions.each([&](const Subscription& subscription) {
    found = found || (subscription.org == profile.org && subscription.profile == profile.id &&
                      subscription.status != SubscriptionStatus::deleted);
  });
  return found;
}

// The profile that a failed purchase made for itself goes with it; one that it was only charged to
// stays. What one command makes has one moment.
void close_profile_of(const Delivery& delivery, const Subscription& failed) {
  const BillingProfile& profile = delivery.state.billing_profiles.get({failed.org, failed.profile});
  if (profile.created_at != failed.created_at || is_in_use(delivery.state, profile)) return;
  BillingProfile& closed = delivery.state.billing_profiles.change(profile.key());
  delivery.state.invoice_series.remove(closed.invoice_series);
  closed.invoice_series.clear();
  closed.payment_method = {};
  closed.backup_payment_method = {};
  closed.closed_at = delivery.context.now;
}

void clear_pending(Subscription& subscription, const PaymentAttempt& attempt) {
  if (subscription.pending_attempt == attempt.id) subscription.pending_attempt.reset();
}

}  // namespace

std::vector<AttemptId> open_seats(const Delivery& delivery) {
  const PaymentAttempt& attempt = delivery.attempt;
  issue_and_pay(delivery);
  const bool is_open = can_open(delivery);
  Subscription& subscription = delivery.state.subscriptions.change(subscription_key(attempt));
  clear_pending(subscription, attempt);
  if (!is_open) return give_back(delivery);
  add_order(delivery.state, delivery.context, subscription,
            {order_kind(attempt.purpose), attempt.actor, attempt.quantity_target, attempt.invoice,
             Money{attempt.amount_minor, attempt.currency}});
  subscription.quantity = attempt.quantity_target;
  subscription.scheduled_quantity.reset();
  subscription.window_from = delivery.context.now;  // also of an increase
  delivery.state.license_pools.change(subscription.key()).total = attempt.quantity_target;
  if (attempt.purpose != AttemptPurpose::increase) begin_paid_term(delivery, subscription);
  if (attempt.purpose == AttemptPurpose::reactivation) adopt_card(delivery, subscription.profile);
  return {};
}

std::vector<AttemptId> pay_off(const Delivery& delivery) {
  Invoice& invoice = delivery.state.invoices.change(invoice_key(delivery.attempt));
  const std::int64_t excess = record_payment(invoice, delivery.attempt.amount_minor);
  if (excess == 0) return {};
  return {add_refund(delivery.state, delivery.context, {delivery.attempt, invoice, excess})};
}

void dun(const Delivery& delivery) {
  Invoice& invoice = delivery.state.invoices.change(invoice_key(delivery.attempt));
  if (is_payable(invoice))
    note_failed_charge(delivery.state, delivery.context, delivery.settings, invoice);
}

void need_called_off(const store::State& state, store::Needs& needs,
                     const Subscription& subscription) {
  if (subscription.status != SubscriptionStatus::pending_payment) return;
  const BillingProfile& profile =
      state.billing_profiles.get({subscription.org, subscription.profile});
  needs.subscriptions_of_profiles.push_back(profile.key());
  needs.invoice_series.add(profile.invoice_series);
}

void call_off(const Delivery& delivery) {
  const PaymentAttempt& attempt = delivery.attempt;
  delivery.state.invoices.change(invoice_key(attempt)).status = InvoiceStatus::abandoned;
  Subscription& subscription = delivery.state.subscriptions.change(subscription_key(attempt));
  clear_pending(subscription, attempt);
  const auto after = next_status(subscription.status, SubscriptionEvent::purchase_failed);
  if (attempt.purpose != AttemptPurpose::purchase || !after) return;
  enter_status(subscription, *after, delivery.context.now);
  set_dates(subscription, account_of(delivery).time_zone, delivery.settings.lifecycle);
  close_profile_of(delivery, subscription);
}

}  // namespace perseat::usecases
