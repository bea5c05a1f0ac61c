// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing_profiles/own_card.h"

#include <string>

#include "base/zone.h"
#include "domain/card.h"

namespace perseat::usecases {

Result<PaymentMethod> find_own_card(const store::State& state, const Context& context,
                                    PaymentMethodId card, std::string_view field) {
  const PaymentMethod* found = state.payment_methods.find({context.actor.org, card});
  if (found == nullptr || found->deleted_at || found->owner != context.actor.user)
    return invalid(std::string(field), "paymentMethodNotFound", "You have no such card.");
  const BillingAccount& account = state.billing_accounts.get(context.actor.org);
  TRY(check_usable(*found, date_in_zone(context.now, account.time_zone)));
  return *found;
}

void use_card(BillingProfile& profile, PaymentMethodId card) {
  profile.payment_method = card;
  if (profile.backup_payment_method == card) profile.backup_payment_method = {};
}

}  // namespace perseat::usecases
