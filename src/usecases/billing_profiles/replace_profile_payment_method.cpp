// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing_profiles/replace_profile_payment_method.h"

#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/open_profile.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/etag.h"

namespace perseat::usecases {
namespace {

std::string id_text(PaymentMethodId card) { return card.is_nil() ? std::string() : card.text(); }

}  // namespace

void ReplaceProfilePaymentMethod::needs(store::Needs& needs, const Actor& actor) const {
  needs.billing_profiles.add({actor.org, profile});
  needs.billing_accounts.add(actor.org);
  needs.payment_methods.add({actor.org, payment_method});
  // They move with the profile: who deletes the card in the same batch has to see them.
  needs.subscriptions_of_profiles.push_back({actor.org, profile});
}

Result<ReplaceProfilePaymentMethod::Output> ReplaceProfilePaymentMethod::decide(
    store::State& state, const Context& context) const {
  const BillingProfile* found = find_open_profile(state, {context.actor.org, profile});
  if (found == nullptr) return not_found();
  TRY(authorize(Action::replace_profile_payment_method, standing_for(context.actor, *found)));
  TRY(match_etag(context, etag_of(found->version)));

  const PaymentMethod card = TRY(find_own_card(state, context, payment_method, "paymentMethodId"));
  if (found->payment_method == card.id) return Output{*found};
  if (preview_only) {
    BillingProfile preview = *found;
    use_card(preview, card.id);
    return Output{preview};
  }

  const std::string before = id_text(found->payment_method);
  BillingProfile& row = state.billing_profiles.change(found->key());
  use_card(row, card.id);
  store::append_event(state, context,
                      {"replaceProfilePaymentMethod",
                       "billingProfile",
                       profile.uuid,
                       {{"paymentMethodId", before, card.id.text()}}});
  return Output{row};
}

}  // namespace perseat::usecases
