// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payment_methods/add_payment_method.h"

#include "base/zone.h"
#include "domain/card.h"
#include "domain/standing.h"
#include "store/audit.h"

namespace perseat::usecases {

void AddPaymentMethod::needs(store::Needs& needs, const Actor& actor) const {
  needs.billing_accounts.add(actor.org);
  needs.payment_methods_of_owners.push_back({actor.org, actor.user});
}

Result<CardHolder> AddPaymentMethod::check_first(const store::State& state,
                                                 const Context& context) const {
  TRY(authorize(Action::add_payment_method, standing_of(context.actor)));
  TRY(check_room_for_card(state, context.actor));
  return clean_card_holder(holder);
}

Result<AddPaymentMethod::Output> AddPaymentMethod::decide(store::State& state,
                                                          const Context& context) const {
  const CardHolder clean = TRY(check_first(state, context));

  const BillingAccount& account = state.billing_accounts.get(context.actor.org);
  if (find_kept_card(state, context.actor, card.token) != nullptr)
    return invalid("token", "duplicate", "This card was added already.");
  if (is_past(card.expiry_month, card.expiry_year, date_in_zone(context.now, account.time_zone)))
    return Error{
        ErrorCode::payment_declined, "expiredCard", "The card is past its date.", "token", {}};
  TRY(check_card_country(card.issuing_country, account.sold_to.country));

  const PaymentMethod& added = state.payment_methods.add(make_payment_method(context, card, clean));
  store::append_event(state, context,
                      {"addPaymentMethod",
                       "paymentMethod",
                       added.id.uuid,
                       {{"brand", "", added.brand}, {"last4", "", added.last4}}});
  return Output{added};
}

}  // namespace perseat::usecases
