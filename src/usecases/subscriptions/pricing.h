// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a seat costs a buyer and with which tax. Quotes, purchases, changes and renewals ask here,
// so that a preview and the charge agree to the cent.
#pragma once

#include "base/result.h"
#include "domain/actor.h"
#include "domain/charge.h"
#include "domain/settings.h"
#include "store/state.h"

namespace perseat::usecases {

// For whom a price is wanted. Requires: the tax rates of the account's country are loaded.
struct Market {
  const Product& product;
  const BillingAccount& account;
  const Settings& settings;
  Instant now;

  [[nodiscard]] Date today() const;
};

// A price with what is charged on top of it.
struct Terms {
  PriceId price;
  UnitPrice unit_price;
  TaxTerms tax;
  bool is_reverse_charge = false;
};

// The newest price of the offer that holds now, in the account's currency; one that names the
// account's country before one that names none. Null when the offer is not sold there.
// Requires: the offer's prices are loaded.
[[nodiscard]] const Price* price_on_sale(const store::State& state, OfferId offer,
                                         const Market& market);

// With the tax of today at the account's sold-to address.
[[nodiscard]] Result<Terms> terms_of(const store::State& state, const Price& price,
                                     const Market& market);

// What a renewal of these seats will charge.
[[nodiscard]] NextTerms next_terms(const Terms& terms, std::int64_t quantity, Term term,
                                   int anchor_day);

// Refused with priceChanged when the total is not what the caller saw.
[[nodiscard]] Result<void> match_total(const std::optional<Money>& expected, Money total);

}  // namespace perseat::usecases
