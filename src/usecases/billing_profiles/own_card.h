// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A card that the caller chooses to pay with.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/billing.h"
#include "store/state.h"

namespace perseat::usecases {

// Only one's own, and only while it is good. Reasons: paymentMethodNotFound,
// paymentMethodNotUsable. Requires: the card and the billing account were asked for.
[[nodiscard]] Result<PaymentMethod> find_own_card(const store::State& state, const Context& context,
                                                  PaymentMethodId card, std::string_view field);

// What pays for something that is billed to the profile: the card that the caller chooses, else the
// profile's. Reasons as above, and paymentMethodRequired. Requires: the profile's card is loaded.
[[nodiscard]] Result<PaymentMethod> paying_card(const store::State& state, const Context& context,
                                                const BillingProfile& profile,
                                                const std::optional<PaymentMethodId>& chosen);

// The card pays first for the profile from now on: a card is no backup of itself.
void use_card(BillingProfile& profile, PaymentMethodId card);

}  // namespace perseat::usecases
