// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the gateway and the owner say of a card.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/billing.h"

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

// Trimmed and checked; fields are named as in the request: name, address.line1, ...
[[nodiscard]] Result<CardHolder> clean_card_holder(const CardHolder& holder);

// The caller's card as it is kept from now on. Requires: the holder is cleaned.
[[nodiscard]] PaymentMethod make_payment_method(const Context& context, const GatewayCard& card,
                                                const CardHolder& holder);

}  // namespace perseat::usecases
