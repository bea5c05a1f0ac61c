// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/catalog/catalog_input.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"
#include "domain/country.h"
#include "domain/money.h"
#include "domain/rate.h"

namespace perseat::usecases {
namespace {

constexpr std::int64_t quantity_limit = 100'000;
constexpr std::int64_t trial_days_max = 366;
constexpr std::int64_t window_hours_max = 8'784;

std::string at(const std::string& path, std::string_view list, std::size_t index) {
  return path + std::string(list) + "[" + std::to_string(index) + "].";
}

bool is_code_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

// Lower-case letters, digits and hyphens, none at the ends, at most 40.
Result<void> check_code(const std::string& field, const std::string& code) {
  const bool fits = !code.empty() && code.size() <= 40 && code.front() != '-' &&
                    code.back() != '-' && std::all_of(code.begin(), code.end(), is_code_character);
  if (fits) return {};
  return invalid(field, "malformedText", "Use 1 to 40 lower-case letters, digits and hyphens.");
}

Result<void> check_sku(const std::string& field, const std::string& sku) {
  const auto is_allowed = [](char c) {
    return is_code_character(c) || (c >= 'A' && c <= 'Z') || c == '.';
  };
  const bool fits = !sku.empty() && sku.size() <= 64 && sku.front() != '.' && sku.front() != '-' &&
                    std::all_of(sku.begin(), sku.end(), is_allowed);
  if (fits) return {};
  return invalid(field, "malformedText", "Use 1 to 64 letters, digits, dots and hyphens.");
}

Result<void> check_country(const std::string& field, const std::string& country) {
  if (find_country(country) != nullptr) return {};
  return invalid(field, "unknownCountry", "Give an ISO 3166-1 code such as DE.");
}

Result<void> check_range(const std::string& field, std::int64_t value, std::int64_t minimum,
                         std::int64_t maximum) {
  if (value >= minimum && value <= maximum) return {};
  return invalid(
      field, "outOfRange",
      field + " must be " + std::to_string(minimum) + " to " + std::to_string(maximum) + ".");
}

Error twice(const std::string& field) {
  return invalid(field, "duplicate", "This is in the catalog twice.");
}

Error under(const std::string& field, Error error) {
  error.field = field;
  return error;
}

Result<void> check_price(const std::string& path, const PriceInput& price) {
  if (price.country) TRY(check_country(path + "country", *price.country));
  const auto currency = parse_currency(price.price.currency);
  if (!currency)
    return invalid(path + "price.currency", "unknownCurrency", "Give an ISO 4217 code.");
  const auto amount = parse_unit_price(price.price.amount, *currency);
  if (!amount) return under(path + "price.amount", amount.error());
  return {};
}

Result<void> check_offer_terms(const std::string& path, const OfferInput& offer) {
  const std::int64_t minimum = offer.min_quantity.value_or(1);
  const std::int64_t maximum = offer.max_quantity.value_or(quantity_limit);
  TRY(check_range(path + "minQuantity", minimum, 1, quantity_limit));
  TRY(check_range(path + "maxQuantity", maximum, minimum, quantity_limit));
  if (offer.trial) TRY(check_range(path + "trial.days", offer.trial->days, 1, trial_days_max));
  return check_range(path + "cancelWindowHours", offer.cancel_window_hours.value_or(72), 0,
                     window_hours_max);
}

Result<void> check_offer(const std::string& path, const OfferInput& offer) {
  TRY(check_code(path + "code", offer.code));
  TRY(check_offer_terms(path, offer));
  if (offer.prices.empty())
    return invalid(path + "prices", "tooFew", "An offer needs at least one price.");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < offer.prices.size(); ++i) {
    const PriceInput& price = offer.prices[i];
    TRY(check_price(at(path, "prices", i), price));
    if (!seen.insert(price.country.value_or("") + "/" + price.price.currency + "/" +
                     std::to_string(price.valid_from.ms))
             .second)
      return twice(path + "prices[" + std::to_string(i) + "]");
  }
  return {};
}

Result<void> check_plans(const std::string& path, const std::vector<ServicePlanInput>& plans) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const std::string plan = at(path, "servicePlans", i);
    TRY(check_code(plan + "code", plans[i].code));
    TRY(check_text(plan + "name", plans[i].name, {1, 200}));
    if (!seen.insert(plans[i].code).second) return twice(plan + "code");
  }
  return {};
}

Result<void> check_product(const std::string& path, const ProductInput& product) {
  TRY(check_sku(path + "sku", product.sku));
  TRY(check_text(path + "name", product.name, {1, 200}));
  TRY(check_long_text(path + "description", product.description.value_or(""), {0, 2'000}));
  TRY(check_text(path + "taxCategory", product.tax_category.value_or("standard"), {1, 40}));
  const auto countries = product.excluded_countries.value_or(std::vector<std::string>{});
  for (std::size_t i = 0; i < countries.size(); ++i)
    TRY(check_country(path + "excludedCountries[" + std::to_string(i) + "]", countries[i]));
  TRY(check_plans(path, product.service_plans.value_or(std::vector<ServicePlanInput>{})));
  std::set<std::string> seen;
  for (std::size_t i = 0; i < product.offers.size(); ++i) {
    TRY(check_offer(at(path, "offers", i), product.offers[i]));
    if (!seen.insert(product.offers[i].code).second) return twice(at(path, "offers", i) + "code");
  }
  return {};
}

Result<void> check_tax(const std::string& path, const TaxRateInput& tax) {
  TRY(check_country(path + "country", tax.country));
  TRY(check_text(path + "region", tax.region.value_or(""), {0, 10}));
  TRY(check_text(path + "category", tax.category, {1, 40}));
  const auto rate = parse_percent(tax.rate);
  if (!rate) return under(path + "rate", rate.error());
  return {};
}

}  // namespace

Result<void> check_catalog(const CatalogInput& catalog) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < catalog.products.size(); ++i) {
    TRY(check_product(at("", "products", i), catalog.products[i]));
    if (!seen.insert(catalog.products[i].sku).second) return twice(at("", "products", i) + "sku");
  }
  for (std::size_t i = 0; i < catalog.taxes.size(); ++i) {
    const TaxRateInput& tax = catalog.taxes[i];
    TRY(check_tax(at("", "taxes", i), tax));
    if (!seen.insert("tax/" + tax.country + "/" + tax.region.value_or("") + "/" + tax.category +
                     "/" + format_date(tax.valid_from))
             .second)
      return twice("taxes[" + std::to_string(i) + "]");
  }
  return {};
}

}  // namespace perseat::usecases
