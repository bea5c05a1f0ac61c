// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing_profiles/own_card.h"

#include <string>

#include "base/zone.h"
#include "domain/card.h"

namespace perseat::usecases {
namespace {

Result<void> check_date(const store::State& state, const Context& context,
                        const PaymentMethod& card) {
  const BillingAccount& account = state.billing_accounts.get(context.actor.org);
  return check_usable(card, date_in_zone(context.now, account.time_zone));
}

}  // namespace

Result<PaymentMethod> find_own_card(const store::State& state, const Context& context,
                                    PaymentMethodId card, std::string_view field) {
  const PaymentMethod* found = state.payment_methods.find({context.actor.org, card});
  if (found == nullptr || found->deleted_at || found->owner != context.actor.user)
    return invalid(std::string(field), "paymentMethodNotFound", "You have no such card.");
  TRY(check_date(state, context, *found));
  return *found;
}

Result<PaymentMethod> paying_card(const store::State& state, const Context& context,
                                  const BillingProfile& profile,
                                  const std::optional<PaymentMethodId>& chosen) {
  if (chosen) return find_own_card(state, context, *chosen, "paymentMethodId");
  if (profile.payment_method.is_nil())
    return conflict("paymentMethodRequired",
                    "The billing profile has no card. Choose one to pay with.");
  const PaymentMethod& card = state.payment_methods.get({profile.org, profile.payment_method});
  TRY(check_date(state, context, card));
  return card;
}

void use_card(BillingProfile& profile, PaymentMethodId card) {
  profile.payment_method = card;
  if (profile.backup_payment_method == card) profile.backup_payment_method = {};
}

}  // namespace perseat::usecases
