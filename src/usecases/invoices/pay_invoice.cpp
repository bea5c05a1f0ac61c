// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/invoices/pay_invoice.h"

#include "domain/invoice_state.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/etag.h"
#include "usecases/subscriptions/records.h"

namespace perseat::usecases {
void PayInvoice::needs(store::Needs& needs, const Actor& actor) const {
  needs.invoices.add({actor.org, invoice});
  needs.attempts_of_invoices.push_back({actor.org, invoice});
  needs.profiles_of_invoices.push_back({actor.org, invoice});
  needs.billing_accounts.add(actor.org);
  if (payment_method) needs.payment_methods.add({actor.org, *payment_method});
}

void PayInvoice::follow(const store::State& state, store::Needs& needs, const Actor& actor) const {
  const Invoice* found = state.invoices.find({actor.org, invoice});
  if (found == nullptr) return;
  needs.subscriptions.add({found->org, found->subscription});
  const BillingProfile& profile = state.billing_profiles.get({found->org, found->profile});
  if (!profile.payment_method.is_nil())
    needs.payment_methods.add({profile.org, profile.payment_method});
}

Result<PayInvoice::Output> PayInvoice::decide(store::State& state, const Context& context) const {
  const Invoice* found = state.invoices.find({context.actor.org, invoice});
  if (found == nullptr || !is_issued(*found)) return not_found();
  const BillingProfile& profile = state.billing_profiles.get({found->org, found->profile});
  const Subscription& subscription = state.subscriptions.get({found->org, found->subscription});
  TRY(authorize(Action::pay_invoice, standing_for(context.actor, profile, subscription)));
  TRY(match_etag(context, etag_of(found->version)));

  if (!is_payable(*found)) return conflict("invoiceNotPayable", "Nothing is owed on this invoice.");
  if (has_charge_under_way(state, *found))
    return conflict("paymentPending", "A payment of this invoice is still under way.");
  const PaymentMethodId card = TRY(paying_card(state, context, profile, payment_method)).id;

  const AttemptId charge = add_attempt(state, context, *found, {AttemptPurpose::invoice, card, 0});
  const PaymentAttempt& attempt = state.payment_attempts.get({found->org, charge});
  store::append_event(state, context,
                      {"payInvoice",
                       "invoice",
                       invoice.uuid,
                       {{"amount", "", format_decimal({attempt.amount_minor, attempt.currency})}}});
  return Output{attempt};
}

}  // namespace perseat::usecases
