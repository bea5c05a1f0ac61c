// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing/collection.h"

#include "base/zone.h"
#include "domain/invoice_state.h"
#include "usecases/subscriptions/records.h"

namespace perseat::usecases {

AttemptId begin_collection(store::State& state, const Context& context, const Settings& settings,
                           Invoice& invoice) {
  CHECK(is_payable(invoice));
  invoice.next_charge_at.reset();
  const BillingProfile& profile = state.billing_profiles.get({invoice.org, invoice.profile});
  if (!profile.payment_method.is_nil())
    return add_attempt(state, context, invoice,
                       {AttemptPurpose::invoice, profile.payment_method, 0});
  note_failed_charge(state, context, settings, invoice);
  return {};
}

void note_failed_charge(const store::State& state, const Context& context, const Settings& settings,
                        Invoice& invoice) {
  CHECK(is_payable(invoice));
  const std::string& zone = state.billing_accounts.get(invoice.org).time_zone;
  const Date today = date_in_zone(context.now, zone);
  if (today < *invoice.due_on) return;  // somebody wanted to pay early
  invoice.status = InvoiceStatus::overdue;
  const auto next = next_dunning_day(*invoice.due_on, today, settings.dunning);
  invoice.next_charge_at.reset();
  if (next) invoice.next_charge_at = start_of_day(*next, zone);
}

}  // namespace perseat::usecases
