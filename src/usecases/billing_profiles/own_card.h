// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A card that the caller chooses to pay with.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"

namespace perseat::usecases {

// Only one's own, and only while it is good. Reasons: paymentMethodNotFound,
// paymentMethodNotUsable. Requires: the card and the billing account were asked for.
[[nodiscard]] Result<PaymentMethod> find_own_card(const store::State& state, const Context& context,
                                                  PaymentMethodId card, std::string_view field);

// The card pays first for the profile from now on: a card is no backup of itself.
void use_card(BillingProfile& profile, PaymentMethodId card);

}  // namespace perseat::usecases
