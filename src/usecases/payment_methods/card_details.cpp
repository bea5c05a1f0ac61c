// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payment_methods/card_details.h"

#include "domain/free_text.h"

namespace perseat::usecases {
namespace {

template <class Visit>
void each_own_card(const store::State& state, const Actor& actor, Visit&& visit) {
  state.payment_methods.each([&](const PaymentMethod& card) {
    if (card.org == actor.org && card.owner == actor.user && !card.deleted_at) visit(card);
  });
}

}  // namespace

const PaymentMethod* find_kept_card(const store::State& state, const Actor& actor,
                                    const std::string& token) {
  const PaymentMethod* found = nullptr;
  each_own_card(state, actor, [&](const PaymentMethod& card) {
    if (card.gateway_token == token) found = &card;
  });
  return found;
}

Result<void> check_room_for_card(const store::State& state, const Actor& actor) {
  std::size_t kept = 0;
  each_own_card(state, actor, [&](const PaymentMethod&) { ++kept; });
  if (kept < cards_max) return {};
  return Error{ErrorCode::limit_exceeded,
               "tooMany",
               "You keep as many cards as one person may. Delete one first.",
               {},
               {}};
}

Result<CardHolder> clean_card_holder(const CardHolder& holder) {
  CardHolder clean;
  clean.name = TRY(clean_line("name", holder.name, {1, 200}));
  clean.address = TRY(clean_address("address", holder.address));
  return clean;
}

PaymentMethod make_payment_method(const Context& context, const GatewayCard& card,
                                  const CardHolder& holder) {
  PaymentMethod row;
  row.org = context.actor.org;
  row.id = context.ids.make<PaymentMethodId>(context.now);
  row.owner = context.actor.user;
  row.gateway_customer = card.customer;
  row.gateway_token = card.token;
  row.brand = card.brand;
  row.last4 = card.last4;
  row.expiry_month = card.expiry_month;
  row.expiry_year = card.expiry_year;
  row.holder_name = holder.name;
  row.address = holder.address;
  row.issuing_country = card.issuing_country;
  row.created_at = context.now;
  return row;
}

}  // namespace perseat::usecases
