// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing/bill.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "base/zone.h"

namespace perseat::usecases {
namespace {

bool is_charged(const store::State& state, const InvoiceLine& line) {
  const Invoice* invoice = state.invoices.find({line.org, line.invoice});
  return invoice != nullptr && invoice->kind == InvoiceKind::invoice &&
         (invoice->status == InvoiceStatus::due || invoice->status == InvoiceStatus::overdue ||
          invoice->status == InvoiceStatus::paid);
}

Result<ChargedLine> charged_line(const InvoiceLine& line, Currency currency) {
  ChargedLine charged;
  charged.unit_price = TRY(parse_unit_price(line.unit_price, currency));
  charged.quantity = line.quantity;
  charged.credited_seats = line.credited_seats;
  charged.net = line.net_minor;
  charged.tax = line.tax_minor;
  charged.credited_net = line.credited_net_minor;
  charged.credited_tax = line.credited_tax_minor;
  charged.service = {line.service_start, line.service_end};
  charged.period = {line.period_start, line.period_end};
  charged.tax_terms = {line.tax_category, TRY(parse_percent(line.tax_rate_percent)),
                       line.tax_inclusive};
  return charged;
}

Invoice new_invoice(const Context& context, const Bill& bill, InvoiceKind kind) {
  Invoice invoice;
  invoice.org = bill.subscription.org;
  invoice.id = context.ids.make<InvoiceId>(context.now);
  invoice.profile = bill.profile.id;
  invoice.subscription = bill.subscription.id;
  invoice.kind = kind;
  invoice.created_at = context.now;
  invoice.currency = bill.profile.currency;
  invoice.bill_to = bill.profile.bill_to;
  invoice.bill_to_name = bill.account.name;
  invoice.tax_id = bill.account.tax_id;
  invoice.po_number = bill.profile.po_number;
  invoice.sold_to = bill.account.sold_to;
  invoice.registration_number = bill.account.registration_number;
  invoice.contact_email = bill.profile.contact_email;
  invoice.reverse_charge = bill.is_reverse_charge;
  return invoice;
}

// Adds the line to the invoice and its amounts to the invoice's sums.
InvoiceLine& append_line(store::State& state, Invoice& invoice, std::int64_t number,
                         const ChargeLine& line) {
  InvoiceLine row;
  row.org = invoice.org;
  row.invoice = invoice.id;
  row.line = number;
  row.subscription = invoice.subscription;
  row.type = line.type;
  row.quantity = line.quantity;
  row.unit_price = format_unit_price(line.unit_price);
  row.service_start = line.service.start;
  row.service_end = line.service.end;
  row.period_start = line.period.start;
  row.period_end = line.period.end;
  row.gross_minor = line.gross;
  row.discount_minor = line.discount;
  row.net_minor = line.net;
  row.tax_category = line.tax_terms.category;
  row.tax_rate_percent = format_percent(line.tax_terms.rate);
  row.tax_minor = line.tax;
  row.tax_inclusive = line.tax_terms.is_inclusive;
  invoice.discount_minor += line.discount;
  invoice.net_minor += line.net;
  invoice.tax_minor += line.tax;
  invoice.total_minor += line.net + line.tax;
  return state.invoice_lines.add(std::move(row));
}

std::string invoice_number(const BillingProfile& profile) {
  std::string digits = std::to_string(profile.next_invoice_number);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return profile.invoice_series + "-" + digits;
}

// The charge that paid the invoice, or null when nothing was paid yet.
const PaymentAttempt* payment_of(const store::State& state, const Invoice& invoice) {
  const PaymentAttempt* best = nullptr;
  state.payment_attempts.each([&](const PaymentAttempt& attempt) {
    const bool paid = attempt.org == invoice.org && attempt.invoice == invoice.id &&
                      attempt.status == AttemptStatus::succeeded &&
                      attempt.purpose != AttemptPurpose::refund;
    if (paid && (best == nullptr || best->amount_minor < attempt.amount_minor)) best = &attempt;
  });
  return best;
}

// The credit note of one invoice, with its lines; the invoice's own lines remember what they gave.
Invoice& add_note(store::State& state, Invoice&& note, const Charged& charged,
                  const Charge& charge) {
  Invoice& row = state.invoices.add(std::move(note));
  std::int64_t number = 0;
  for (const ChargeLine& line : charge.lines) {
    if (!line.credits || charged.keys[*line.credits].invoice != row.corrects) continue;
    const InvoiceLine::Key& key = charged.keys[*line.credits];
    InvoiceLine& credit = append_line(state, row, ++number, line);
    credit.description = state.invoice_lines.get(key).description;
    credit.credits_invoice = key.invoice;
    credit.credits_line = key.line;
    InvoiceLine& given = state.invoice_lines.change(key);
    given.credited_net_minor -= line.net;
    given.credited_tax_minor -= line.tax;
  }
  return row;
}

// Less is owed on the invoice; what remains of the credit was paid and goes back.
std::int64_t reduce_due(Invoice& invoice, std::int64_t credit_minor) {
  const std::int64_t reduced = std::min(invoice.due_minor, credit_minor);
  invoice.due_minor -= reduced;
  if (invoice.due_minor == 0) {
    invoice.status = InvoiceStatus::paid;
    invoice.next_charge_at.reset();
  }
  return credit_minor - reduced;
}

}  // namespace

Date Bill::day_of(Instant instant) const { return date_in_zone(instant, account.time_zone); }

std::string line_description(const Product& product, TransactionType type) {
  switch (type) {
    case TransactionType::purchase: return product.name;
    case TransactionType::monthly_payment:
    case TransactionType::renew: return product.name + ", renewal";
    case TransactionType::re_enable: return product.name + ", reactivation";
    case TransactionType::add_quantity: return product.name + ", added licenses";
    case TransactionType::remove_quantity: return product.name + ", removed licenses";
    case TransactionType::cancel: return product.name + ", cancellation";
    case TransactionType::credit: return product.name + ", credit";
  }
  return product.name;
}

void need_charged_lines(store::Needs& needs, const Subscription::Key& subscription) {
  needs.running_lines_of_subscriptions.push_back(subscription);
}

void follow_charged_lines(const store::State& state, store::Needs& needs,
                          const Subscription::Key& subscription) {
  state.invoice_lines.each([&](const InvoiceLine& line) {
    if (line.org != subscription.org || line.subscription != subscription.id) return;
    needs.invoices.add({line.org, line.invoice});
    needs.attempts_of_invoices.push_back({line.org, line.invoice});
  });
}

Result<Charged> charged_lines(const store::State& state, const Subscription::Key& subscription) {
  std::vector<const InvoiceLine*> found;
  state.invoice_lines.each([&](const InvoiceLine& line) {
    if (line.org == subscription.org && line.subscription == subscription.id &&
        is_charged(state, line))
      found.push_back(&line);
  });
  // Ids of invoices are made in the order of time.
  std::ranges::sort(found, {},
                    [](const InvoiceLine* line) { return std::tuple(line->invoice, line->line); });
  Charged charged;
  for (const InvoiceLine* line : found) {
    const Currency currency = state.invoices.get({line->org, line->invoice}).currency;
    charged.keys.push_back(line->key());
    charged.lines.push_back(TRY(charged_line(*line, currency)));
  }
  return charged;
}

Invoice& add_invoice(store::State& state, const Context& context, const Bill& bill,
                     const Charge& charge) {
  CHECK(!charge.lines.empty());
  Invoice& invoice = state.invoices.add(new_invoice(context, bill, InvoiceKind::invoice));
  std::int64_t number = 0;
  for (const ChargeLine& line : charge.lines) {
    CHECK(!line.credits);
    append_line(state, invoice, ++number, line).description =
        line_description(bill.product, line.type);
  }
  CHECK(invoice.total_minor == charge.total.minor);
  return invoice;
}

void issue_invoice(store::State& state, Invoice& invoice, Date today, Date due_on) {
  CHECK(invoice.status == InvoiceStatus::pending && invoice.number.empty());
  BillingProfile& profile = state.billing_profiles.change({invoice.org, invoice.profile});
  invoice.number = invoice_number(profile);
  ++profile.next_invoice_number;
  invoice.issued_on = today;
  invoice.due_on = due_on;
  invoice.due_minor = std::max<std::int64_t>(invoice.total_minor, 0);
  invoice.status = invoice.due_minor > 0 ? InvoiceStatus::due : InvoiceStatus::paid;
}

std::int64_t record_payment(Invoice& invoice, std::int64_t amount_minor) {
  CHECK(!invoice.number.empty());
  return reduce_due(invoice, amount_minor);
}

AttemptId add_refund(store::State& state, const Context& context, const Refund& refund) {
  PaymentAttempt attempt;
  attempt.org = refund.charge.org;
  attempt.id = context.ids.make<AttemptId>(context.now);
  attempt.purpose = AttemptPurpose::refund;
  attempt.invoice = refund.invoice.id;
  attempt.subscription = refund.invoice.subscription;
  attempt.payment_method = refund.charge.payment_method;
  attempt.actor = context.actor.user;
  attempt.amount_minor = refund.amount_minor;
  attempt.currency = refund.charge.currency;
  attempt.gateway_reference = refund.charge.gateway_reference;
  attempt.created_at = context.now;
  attempt.lease.server = context.server;
  return state.payment_attempts.add(std::move(attempt)).id;
}

Credits add_credits(store::State& state, const Context& context, const Bill& bill,
                    const GivenBack& given) {
  const auto& [charged, charge] = given;
  for (const SeatRelease& release : charge.releases)
    state.invoice_lines.change(charged.keys[release.charged]).credited_seats += release.seats;
  std::vector<InvoiceId> corrected;
  for (const ChargeLine& line : charge.lines) {
    CHECK(line.credits.has_value());
    const InvoiceId invoice = charged.keys[*line.credits].invoice;
    if (std::ranges::find(corrected, invoice) == corrected.end()) corrected.push_back(invoice);
  }
  Credits credits;
  const Date today = bill.day_of(context.now);
  for (const InvoiceId id : corrected) {
    Invoice& invoice = state.invoices.change({bill.subscription.org, id});
    Invoice note = new_invoice(context, bill, InvoiceKind::credit_note);
    note.corrects = id;
    note.reverse_charge = invoice.reverse_charge;
    Invoice& row = add_note(state, std::move(note), charged, charge);
    issue_invoice(state, row, today, today);
    if (credits.first_note.is_nil()) credits.first_note = row.id;
    const std::int64_t refund = reduce_due(invoice, -row.total_minor);
    const PaymentAttempt* payment = payment_of(state, invoice);
    if (refund > 0 && payment != nullptr)
      credits.refunds.push_back(add_refund(state, context, {*payment, row, refund}));
  }
  return credits;
}

}  // namespace perseat::usecases
