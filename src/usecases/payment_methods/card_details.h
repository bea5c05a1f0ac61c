// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the gateway and the owner say of a card.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"

namespace perseat::usecases {

// As the gateway keeps it.
struct GatewayCard {
  std::string customer;
  std::string token;
  std::string brand;
  std::string last4;
  std::int64_t expiry_month = 0;
  std::int64_t expiry_year = 0;
  std::string issuing_country;
};

// As the owner wrote it.
struct CardHolder {
  std::string name;
  Address address;
};

// How many cards one person may keep.
constexpr std::size_t cards_max = 50;

// The caller's card of this token at the gateway, null when it is not kept. Requires: all cards of
// the caller are loaded.
[[nodiscard]] const PaymentMethod* find_kept_card(const store::State& state, const Actor& actor,
                                                  const std::string& token);
// Refused with tooMany when the caller keeps as many as one may. Requires: as above.
[[nodiscard]] Result<void> check_room_for_card(const store::State& state, const Actor& actor);

// Trimmed and checked; fields are named as in the request: name, address.line1, ...
[[nodiscard]] Result<CardHolder> clean_card_holder(const CardHolder& holder);

// The caller's card as it is kept from now on. Requires: the holder is cleaned.
[[nodiscard]] PaymentMethod make_payment_method(const Context& context, const GatewayCard& card,
                                                const CardHolder& holder);

}  // namespace perseat::usecases
