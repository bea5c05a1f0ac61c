// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which price holds for a buyer, and whether somebody may buy a product by self-service. Shown in
// the list of products and decided again at the purchase, by the same functions.
#pragma once

#include <optional>
#include <string_view>

#include "domain/catalog.h"
#include "domain/organization.h"
#include "domain/policy.h"
#include "domain/settings.h"

namespace perseat {

// Whether the price holds now for a billing account of this country and currency.
[[nodiscard]] bool price_holds(const Price& price, const BillingAccount& account, Instant now);
// Of two prices that hold: one that names the country before one that names none, then the newer.
[[nodiscard]] bool is_preferred(const Price& price, const Price& over);

// The price that holds and is preferred to all others that do; null: the offer is not sold there.
// `prices` has a visit of each price: each(visit).
template <class Prices>
[[nodiscard]] const Price* price_on_sale(const Prices& prices, OfferId offer,
                                         const BillingAccount& account, Instant now) {
  const Price* best = nullptr;
  prices.each([&](const Price& price) {
    if (price.offer != offer || !price_holds(price, account, now)) return;
    if (best == nullptr || is_preferred(price, *best)) best = &price;
  });
  return best;
}

struct SelfServiceBuyer {
  const Organization& organization;
  bool is_guest = false;
  bool is_active = true;
};

// Empty when the person is eligible to buy the product, else a reason of domain/policy.h.
[[nodiscard]] std::string_view self_service_refusal(const SelfServiceBuyer& buyer,
                                                    const Product& product,
                                                    const Settings& settings);

}  // namespace perseat
