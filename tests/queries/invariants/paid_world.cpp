// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invariants/paid_world.h"

#include "domain/invoice.h"
#include "domain/payment.h"
#include "support/leave_event.h"

namespace perseat::test {
namespace {

const Currency eur{"EUR"};

struct Amounts {
  std::int64_t net = 0;
  std::int64_t tax = 0;
};

Invoice make_invoice(Harness& harness, const PaidWorld& paid, InvoiceId id, Amounts amounts) {
  Invoice invoice;
  invoice.org = paid.world.org;
  invoice.id = id;
  invoice.profile = paid.profile;
  invoice.subscription = paid.subscription;
  invoice.status = InvoiceStatus::paid;
  invoice.issued_on = Date{20'468};
  invoice.due_on = invoice.issued_on;
  invoice.created_at = harness.clock.now();
  invoice.currency = eur;
  invoice.net_minor = amounts.net;
  invoice.tax_minor = amounts.tax;
  invoice.total_minor = amounts.net + amounts.tax;
  return invoice;
}

InvoiceLine make_line(const PaidWorld& paid, InvoiceId invoice, std::int64_t quantity,
                      Amounts amounts) {
  InvoiceLine line;
  line.org = paid.world.org;
  line.invoice = invoice;
  line.subscription = paid.subscription;
  line.quantity = quantity;
  line.unit_price = "12.50";
  line.service_start = line.period_start = Date{20'468};
  line.service_end = line.period_end = Date{20'499};
  line.gross_minor = line.net_minor = amounts.net;
  line.tax_category = "standard";
  line.tax_rate_percent = "19";
  line.tax_minor = amounts.tax;
  return line;
}

PaymentAttempt make_attempt(Harness& harness, const PaidWorld& paid, AttemptId id,
                            std::int64_t amount_minor) {
  PaymentAttempt attempt;
  attempt.org = paid.world.org;
  attempt.id = id;
  attempt.status = AttemptStatus::succeeded;
  attempt.subscription = paid.subscription;
  attempt.payment_method = paid.world.card;
  attempt.actor = paid.world.buyer;
  attempt.amount_minor = amount_minor;
  attempt.currency = eur;
  attempt.gateway_reference = "pi_1";
  attempt.created_at = harness.clock.now();
  attempt.settled_at = harness.clock.now();
  return attempt;
}

void add_charge(Harness& harness, const PaidWorld& paid, const std::string& series,
                store::State& state) {
  Invoice invoice = make_invoice(harness, paid, paid.invoice, {12'500, 2'375});
  invoice.number = series + "-0001";
  state.invoices.add(invoice);
  InvoiceLine line = make_line(paid, paid.invoice, 10, {12'500, 2'375});
  line.credited_net_minor = 2'500;
  line.credited_tax_minor = 475;
  line.credited_seats = 2;
  state.invoice_lines.add(line);
  PaymentAttempt charge = make_attempt(harness, paid, paid.charge, 14'875);
  charge.invoice = paid.invoice;
  charge.quantity_target = 10;
  state.payment_attempts.add(charge);
}

void add_note(Harness& harness, const PaidWorld& paid, const std::string& series,
              store::State& state) {
  Invoice note = make_invoice(harness, paid, paid.note, {-2'500, -475});
  note.kind = InvoiceKind::credit_note;
  note.number = series + "-0002";
  note.corrects = paid.invoice;
  state.invoices.add(note);
  InvoiceLine line = make_line(paid, paid.note, 2, {-2'500, -475});
  line.type = TransactionType::remove_quantity;
  line.credits_invoice = paid.invoice;
  line.credits_line = 1;
  state.invoice_lines.add(line);
  PaymentAttempt refund = make_attempt(harness, paid, paid.refund, 2'975);
  refund.purpose = AttemptPurpose::refund;
  refund.invoice = paid.note;
  state.payment_attempts.add(refund);
}

}  // namespace

PaidWorld make_paid_world(Harness& harness) {
  PaidWorld paid;
  paid.world = make_world(harness);
  const World& world = paid.world;
  paid.subscription = add_subscription(harness, world, 8);
  paid.invoice = harness.new_id<InvoiceId>();
  paid.note = harness.new_id<InvoiceId>();
  paid.charge = harness.new_id<AttemptId>();
  paid.refund = harness.new_id<AttemptId>();
  store::Needs needs;
  needs.subscriptions.add({world.org, paid.subscription});
  needs.license_pools.add({world.org, paid.subscription});
  store::State before = harness.load(needs);
  paid.profile = before.subscriptions.get({world.org, paid.subscription}).profile;
  store::Needs more;
  more.billing_profiles.add({world.org, paid.profile});
  const BillingProfile profile = harness.load(more).billing_profiles.get({world.org, paid.profile});
  harness.insert([&](store::State& state) {
    state.billing_profiles.expect(profile.key());
    state.billing_profiles.put_loaded(profile);
    state.billing_profiles.change(profile.key()).next_invoice_number = 3;
    const LicensePool pool = before.license_pools.get({world.org, paid.subscription});
    state.license_pools.expect(pool.key());
    state.license_pools.put_loaded(pool);
    state.license_pools.change(pool.key()).assigned = 1;
    state.assignments.add(
        {world.org, paid.subscription, world.colleague, harness.clock.now(), world.buyer, ""});
    add_charge(harness, paid, profile.invoice_series, state);
    add_note(harness, paid, profile.invoice_series, state);
  });
  for (int i = 0; i < 2; ++i) (void)harness.run(LeaveEvent{}, world.actor(world.buyer));
  return paid;
}

}  // namespace perseat::test
