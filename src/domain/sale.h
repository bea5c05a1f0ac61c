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
