// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/catalog/show_catalog.h"

#include <algorithm>
#include <vector>

#include "queries/catalog/offer_terms.h"
#include "queries/write.h"
#include "store/catalog_view.h"
#include "store/load.h"

namespace perseat::queries {
namespace {

// The rows of a table that meet a condition, in an order of their own.
template <class Table, class Condition, class Before>
std::vector<const typename Table::Row*> sorted(const Table& table, Condition&& condition,
                                               Before&& before) {
  std::vector<const typename Table::Row*> rows;
  table.each([&](const auto& row) {
    if (condition(row)) rows.push_back(&row);
  });
  std::sort(rows.begin(), rows.end(),
            [&](const auto* left, const auto* right) { return before(*left, *right); });
  return rows;
}

const auto by_code = [](const auto& left, const auto& right) { return left.code < right.code; };

void write_prices(json::Writer& writer, const store::State& state, OfferId offer) {
  writer.key("prices").begin_array();
  const auto rows = sorted(
      state.prices, [&](const Price& price) { return price.offer == offer; },
      [](const Price& left, const Price& right) {
        return std::tie(left.country, left.currency, left.valid_from) <
               std::tie(right.country, right.currency, right.valid_from);
      });
  for (const Price* price : rows) {
    writer.begin_object();
    write_text_or_null(writer, "country", price->country);
    write_price(writer, "price", price->unit_price, price->currency.text());
    writer.field("taxInclusive", price->tax_inclusive);
    writer.field("validFrom", price->valid_from).end_object();
  }
  writer.end_array();
}

void write_offer(json::Writer& writer, const store::State& state, const Offer& offer) {
  writer.begin_object();
  write_offer_terms(writer, offer);
  writer.field("isRetired", offer.is_retired);
  write_prices(writer, state, offer.id);
  writer.end_object();
}

void write_product(json::Writer& writer, const store::State& state, const Product& product) {
  writer.begin_object().field("id", product.id).field("sku", product.sku);
  writer.field("name", product.name).field("description", product.description);
  writer.field("taxCategory", product.tax_category);
  write_words(writer, "excludedCountries", product.excluded_countries);
  writer.field("isSelfService", product.is_self_service).field("isRetired", product.is_retired);
  writer.key("servicePlans").begin_array();
  for (const ServicePlan* plan : sorted(
           state.service_plans, [&](const ServicePlan& row) { return row.product == product.id; },
           by_code))
    writer.begin_object().field("code", plan->code).field("name", plan->name).end_object();
  writer.end_array().key("offers").begin_array();
  for (const Offer* offer :
       sorted(state.offers, [&](const Offer& row) { return row.product == product.id; }, by_code))
    write_offer(writer, state, *offer);
  writer.end_array().end_object();
}

void write_taxes(json::Writer& writer, const store::State& state) {
  writer.key("taxes").begin_array();
  const auto rows = sorted(
      state.tax_rates, [](const TaxRate&) { return true; },
      [](const TaxRate& left, const TaxRate& right) {
        return std::tie(left.country, left.region, left.category, left.valid_from) <
               std::tie(right.country, right.region, right.category, right.valid_from);
      });
  for (const TaxRate* rate : rows) {
    writer.begin_object().field("country", rate->country);
    write_text_or_null(writer, "region", rate->region);
    writer.field("category", rate->category).field("rate", rate->rate_percent);
    writer.field("validFrom", rate->valid_from).end_object();
  }
  writer.end_array();
}

}  // namespace

Result<ShownCatalog> show_catalog(ports::Connection& reader) {
  store::State state;
  store::Needs needs;
  needs.whole_catalog = true;
  TRY(store::load(reader, needs, Date{0}, state));
  ShownCatalog shown;
  json::Writer writer(shown.body);
  writer.begin_object().key("products").begin_array();
  for (const Product* product : sorted(
           state.products, [](const Product&) { return true; },
           [](const Product& left, const Product& right) { return left.sku < right.sku; }))
    write_product(writer, state, *product);
  writer.end_array();
  write_taxes(writer, state);
  writer.end_object();
  shown.etag = store::catalog_etag(store::flat_catalog(state));
  return shown;
}

}  // namespace perseat::queries
