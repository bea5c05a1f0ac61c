// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Columns of the catalog and the tax rates.
#pragma once

#include "domain/catalog.h"
#include "store/table.h"

namespace perseat::store {

template <>
struct Table<Product> {
  static constexpr std::string_view name = "product";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns =
      std::tuple{column("id", &Product::id),
                 column("sku", &Product::sku),
                 column("name", &Product::name),
                 column("description", &Product::description),
                 column("tax_category", &Product::tax_category),
                 column("excluded_countries", &Product::excluded_countries),
                 column("is_self_service", &Product::is_self_service),
                 column("is_retired", &Product::is_retired),
                 column("version", &Product::version)};
};

template <>
struct Table<ServicePlan> {
  static constexpr std::string_view name = "service_plan";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns =
      std::tuple{column("product_id", &ServicePlan::product), column("code", &ServicePlan::code),
                 column("name", &ServicePlan::name)};
};

template <>
struct Table<Offer> {
  static constexpr std::string_view name = "offer";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns =
      std::tuple{column("id", &Offer::id),
                 column("product_id", &Offer::product),
                 column("code", &Offer::code),
                 column("term", &Offer::term),
                 column("trial_needs_card", &Offer::trial_needs_card),
                 column("trial_days", &Offer::trial_days),
                 column("quantity_min", &Offer::quantity_min),
                 column("quantity_max", &Offer::quantity_max),
                 column("seat_reduction", &Offer::seat_reduction),
                 column("bill_increase", &Offer::bill_increase),
                 column("cancel_refund", &Offer::cancel_refund),
                 column("cancel_window_hours", &Offer::cancel_window_hours),
                 column("is_retired", &Offer::is_retired),
                 column("version", &Offer::version)};
};

template <>
struct Table<Price> {
  static constexpr std::string_view name = "price";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple{column("id", &Price::id),
                                             column("offer_id", &Price::offer),
                                             column("country", &Price::country),
                                             column("currency", &Price::currency),
                                             column("unit_price", &Price::unit_price),
                                             column("tax_inclusive", &Price::tax_inclusive),
                                             column("valid_from_ms", &Price::valid_from)};
};

template <>
struct Table<TaxRate> {
  static constexpr std::string_view name = "tax_rate";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple{column("id", &TaxRate::id),
                                             column("country", &TaxRate::country),
                                             column("region", &TaxRate::region),
                                             column("category", &TaxRate::category),
                                             column("rate_percent", &TaxRate::rate_percent),
                                             column("valid_from", &TaxRate::valid_from)};
};

}  // namespace perseat::store
