// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The whole catalog as the operator writes it. Things are recognized by their stable names: a
// product by its sku, an offer by its code within the product.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/catalog.h"

namespace perseat::usecases {

struct MoneyInput {
  std::string amount;  // exact decimal, at most 12 places
  std::string currency;
};

struct PriceInput {
  std::optional<std::string> country;  // absent: wherever no other price names the country
  MoneyInput price;
  std::optional<bool> tax_inclusive;
  Instant valid_from;
};

struct TrialInput {
  std::int64_t days = 0;
  bool needs_payment_method = true;
};

struct OfferInput {
  std::string code;
  Term term = Term::monthly;
  std::optional<TrialInput> trial;
  std::optional<std::int64_t> min_quantity;
  std::optional<std::int64_t> max_quantity;
  std::optional<SeatReduction> seat_reduction;
  std::optional<BillIncrease> bill_increase;
  std::optional<CancelRefund> cancel_refund;
  std::optional<std::int64_t> cancel_window_hours;
  std::optional<bool> is_retired;
  std::vector<PriceInput> prices;
};

struct ServicePlanInput {
  std::string code;
  std::string name;
};

struct ProductInput {
  std::string sku;
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> tax_category;  // absent: standard
  std::optional<std::vector<std::string>> excluded_countries;
  std::optional<bool> is_self_service;
  std::optional<bool> is_retired;
  std::optional<std::vector<ServicePlanInput>> service_plans;
  std::vector<OfferInput> offers;
};

struct TaxRateInput {
  std::string country;
  std::optional<std::string> region;
  std::string category;
  std::string rate;  // percent
  Date valid_from;
};

struct CatalogInput {
  std::vector<ProductInput> products;
  std::vector<TaxRateInput> taxes;
};

// Whether the catalog makes sense by itself; the error names the field, e.g.
// "products[2].offers[0].maxQuantity".
[[nodiscard]] Result<void> check_catalog(const CatalogInput& catalog);

}  // namespace perseat::usecases
