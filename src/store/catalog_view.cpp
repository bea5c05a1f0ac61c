// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/catalog_view.h"

#include "base/hash.h"

namespace perseat::store {
namespace {

using Flat = std::map<std::string, std::string>;

std::string yes_or_no(bool flag) { return flag ? "true" : "false"; }

void flatten(const Product& product, Flat& flat) {
  const std::string path = "products/" + product.sku + "/";
  flat[path + "name"] = product.name;
  flat[path + "description"] = product.description;
  flat[path + "taxCategory"] = product.tax_category;
  flat[path + "excludedCountries"] = product.excluded_countries;
  flat[path + "isSelfService"] = yes_or_no(product.is_self_service);
  flat[path + "isRetired"] = yes_or_no(product.is_retired);
}

void flatten(const std::string& path, const Offer& offer, Flat& flat) {
  flat[path + "term"] = enum_text(offer.term);
  flat[path + "trial"] = offer.trial_days == 0
                             ? "none"
                             : std::to_string(offer.trial_days) +
                                   (offer.trial_needs_card ? " days with card" : " days");
  flat[path + "minQuantity"] = std::to_string(offer.quantity_min);
  flat[path + "maxQuantity"] = std::to_string(offer.quantity_max);
  flat[path + "seatReduction"] = enum_text(offer.seat_reduction);
  flat[path + "billIncrease"] = enum_text(offer.bill_increase);
  flat[path + "cancelRefund"] = enum_text(offer.cancel_refund);
  flat[path + "cancelWindowHours"] = std::to_string(offer.cancel_window_hours);
  flat[path + "isRetired"] = yes_or_no(offer.is_retired);
}

std::string price_path(const std::string& offer_path, const Price& price) {
  return offer_path + "prices/" + (price.country.empty() ? "*" : price.country) + "/" +
         std::string(price.currency.text()) + "/" + format_instant(price.valid_from);
}

}  // namespace

Flat flat_catalog(const State& state) {
  Flat flat;
  std::map<ProductId, std::string> product_paths;
  std::map<OfferId, std::string> offer_paths;
  state.products.each([&](const Product& product) {
    product_paths[product.id] = "products/" + product.sku + "/";
    flatten(product, flat);
  });
  state.service_plans.each([&](const ServicePlan& plan) {
    flat[product_paths[plan.product] + "servicePlans/" + plan.code] = plan.name;
  });
  state.offers.each([&](const Offer& offer) {
    offer_paths[offer.id] = product_paths[offer.product] + "offers/" + offer.code + "/";
    flatten(offer_paths[offer.id], offer, flat);
  });
  state.prices.each([&](const Price& price) {
    flat[price_path(offer_paths[price.offer], price)] =
        price.unit_price + (price.tax_inclusive ? " with tax" : "");
  });
  state.tax_rates.each([&](const TaxRate& rate) {
    flat["taxes/" + rate.country + "/" + (rate.region.empty() ? "*" : rate.region) + "/" +
         rate.category + "/" + format_date(rate.valid_from)] = rate.rate_percent;
  });
  return flat;
}

std::string catalog_etag(const Flat& catalog) {
  std::string all;
  for (const auto& [path, value] : catalog) all += path + "=" + value + "\n";
  return "\"" + sha256_hex(all).substr(0, 16) + "\"";
}

}  // namespace perseat::store
