// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/catalog/apply_catalog.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/standing.h"
#include "store/audit.h"
#include "store/catalog_view.h"
#include "usecases/etag.h"

namespace perseat::usecases {
namespace {

using Flat = std::map<std::string, std::string>;

// One application of a catalog to a state.
struct Applying {
  store::State& state;
  const Context& context;
  std::set<ProductId> named_products;
  std::set<OfferId> named_offers;
  std::set<PriceId> named_prices;
};

// The row that meets the condition, or null.
template <class Table, class Condition>
const typename Table::Row* find_where(const Table& table, Condition&& condition) {
  const typename Table::Row* found = nullptr;
  table.each([&](const auto& row) {
    if (found == nullptr && condition(row)) found = &row;
  });
  return found;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += text.empty() ? word : " " + word;
  return text;
}

Error sold_already(const std::string& path, const std::string& detail) {
  Error error = conflict("catalogConflict", detail);
  error.field = path;
  return error;
}

Product wanted_product(const ProductInput& input, Product product) {
  product.sku = input.sku;
  product.name = input.name;
  product.description = input.description.value_or("");
  product.tax_category = input.tax_category.value_or("standard");
  product.excluded_countries =
      joined(input.excluded_countries.value_or(std::vector<std::string>{}));
  product.is_self_service = input.is_self_service.value_or(true);
  product.is_retired = input.is_retired.value_or(false);
  return product;
}

Offer wanted_offer(const OfferInput& input, Offer offer) {
  const Offer usual;
  offer.code = input.code;
  offer.term = input.term;
  offer.trial_days = input.trial ? input.trial->days : 0;
  offer.trial_needs_card = input.trial ? input.trial->needs_payment_method : true;
  offer.quantity_min = input.min_quantity.value_or(usual.quantity_min);
  offer.quantity_max = input.max_quantity.value_or(usual.quantity_max);
  offer.seat_reduction = input.seat_reduction.value_or(usual.seat_reduction);
  offer.bill_increase = input.bill_increase.value_or(usual.bill_increase);
  offer.cancel_refund = input.cancel_refund.value_or(usual.cancel_refund);
  offer.cancel_window_hours = input.cancel_window_hours.value_or(usual.cancel_window_hours);
  offer.is_retired = input.is_retired.value_or(false);
  return offer;
}

// Adds the row, or changes it in place.
template <class Table, class Row>
void put(Table& table, const Row* present, Row wanted) {
  if (present == nullptr) {
    table.add(std::move(wanted));
    return;
  }
  Row& row = table.change(present->key());
  const std::int64_t version = row.version;
  row = std::move(wanted);
  row.version = version;
}

Result<void> apply_price(Applying& applying, OfferId offer, const std::string& path,
                         const PriceInput& input) {
  const Currency currency(input.price.currency);
  const std::string amount = format_unit_price(TRY(parse_unit_price(input.price.amount, currency)));
  const std::string country = input.country.value_or("");
  const bool tax_inclusive = input.tax_inclusive.value_or(false);
  auto& prices = applying.state.prices;
  const Price* present = find_where(prices, [&](const Price& price) {
    return price.offer == offer && price.country == country && price.currency == currency &&
           price.valid_from == input.valid_from;
  });
  if (present == nullptr) {
    const auto id = applying.context.ids.make<PriceId>(applying.context.now);
    prices.add({id, offer, country, currency, amount, tax_inclusive, input.valid_from});
    applying.named_prices.insert(id);
    return {};
  }
  applying.named_prices.insert(present->id);
  if (present->unit_price == amount && present->tax_inclusive == tax_inclusive) return {};
  if (present->valid_from <= applying.context.now)
    return sold_already(path,
                        "A price whose time has begun never changes: add one with a later "
                        "validFrom.");
  Price& price = prices.change(present->id);
  price.unit_price = amount;
  price.tax_inclusive = tax_inclusive;
  return {};
}

Result<void> apply_offer(Applying& applying, ProductId product, const std::string& path,
                         const OfferInput& input) {
  const Offer* present = find_where(applying.state.offers, [&](const Offer& offer) {
    return offer.product == product && offer.code == input.code;
  });
  if (present != nullptr && present->term != input.term)
    return sold_already(path + ".term", "The term of an offer never changes: add another offer.");
  Offer offer = present != nullptr ? *present : Offer{};
  if (present == nullptr) {
    offer.id = applying.context.ids.make<OfferId>(applying.context.now);
    offer.product = product;
  }
  const OfferId id = offer.id;
  put(applying.state.offers, present, wanted_offer(input, std::move(offer)));
  applying.named_offers.insert(id);
  for (std::size_t i = 0; i < input.prices.size(); ++i)
    TRY(apply_price(applying, id, path + ".prices[" + std::to_string(i) + "]", input.prices[i]));
  return {};
}

void apply_plans(Applying& applying, ProductId product, const ProductInput& input) {
  auto& plans = applying.state.service_plans;
  std::vector<ServicePlan::Key> gone;
  plans.each([&](const ServicePlan& plan) {
    if (plan.product == product) gone.push_back(plan.key());
  });
  for (const ServicePlanInput& plan :
       input.service_plans.value_or(std::vector<ServicePlanInput>{})) {
    const ServicePlan::Key key{product, plan.code};
    const auto present = std::find(gone.begin(), gone.end(), key);
    if (present == gone.end()) {
      plans.add({product, plan.code, plan.name});
    } else {
      plans.change(key).name = plan.name;
      gone.erase(present);
    }
  }
  for (const ServicePlan::Key& key : gone) plans.remove(key);
}

Result<void> apply_product(Applying& applying, const std::string& path, const ProductInput& input) {
  const Product* present = find_where(
      applying.state.products, [&](const Product& product) { return product.sku == input.sku; });
  Product product = present != nullptr ? *present : Product{};
  if (present == nullptr) product.id = applying.context.ids.make<ProductId>(applying.context.now);
  const ProductId id = product.id;
  put(applying.state.products, present, wanted_product(input, std::move(product)));
  applying.named_products.insert(id);
  apply_plans(applying, id, input);
  for (std::size_t i = 0; i < input.offers.size(); ++i)
    TRY(apply_offer(applying, id, path + ".offers[" + std::to_string(i) + "]", input.offers[i]));
  return {};
}

void apply_taxes(Applying& applying, const std::vector<TaxRateInput>& taxes) {
  auto& rates = applying.state.tax_rates;
  std::set<std::string> gone;
  rates.each([&](const TaxRate& rate) { gone.insert(rate.id); });
  for (const TaxRateInput& input : taxes) {
    const std::string region = input.region.value_or("");
    const std::string id = input.country + "/" + region + "/" + input.category + "/" +
                           std::to_string(input.valid_from.days);
    if (gone.erase(id) == 0) {
      rates.add({id, input.country, region, input.category, input.rate, input.valid_from});
    } else {
      rates.change(id).rate_percent = input.rate;
    }
  }
  for (const std::string& id : gone) rates.remove(id);
}

void retire_unnamed(Applying& applying) {
  std::vector<ProductId> products;
  applying.state.products.each([&](const Product& product) {
    if (!applying.named_products.contains(product.id) && !product.is_retired)
      products.push_back(product.id);
  });
  for (const ProductId id : products) applying.state.products.change(id).is_retired = true;

  std::vector<OfferId> offers;
  applying.state.offers.each([&](const Offer& offer) {
    if (!applying.named_offers.contains(offer.id) && !offer.is_retired) offers.push_back(offer.id);
  });
  for (const OfferId id : offers) applying.state.offers.change(id).is_retired = true;

  // A price whose time has begun may be somebody's: it stays. One to come can go.
  std::vector<PriceId> prices;
  applying.state.prices.each([&](const Price& price) {
    if (!applying.named_prices.contains(price.id) && price.valid_from > applying.context.now)
      prices.push_back(price.id);
  });
  for (const PriceId id : prices) applying.state.prices.remove(id);
}

std::vector<CatalogChange> differences(const Flat& before, const Flat& after) {
  std::vector<CatalogChange> changes;
  for (const auto& [path, value] : after) {
    const auto old = before.find(path);
    if (old == before.end()) {
      changes.push_back({CatalogChangeKind::added, path, std::nullopt, value});
    } else if (old->second != value) {
      const bool is_retired = path.ends_with("/isRetired") && value == "true";
      if (is_retired)
        changes.push_back({CatalogChangeKind::retired, path, old->second, std::nullopt});
      else
        changes.push_back({CatalogChangeKind::changed, path, old->second, value});
    }
  }
  for (const auto& [path, value] : before) {
    if (!after.contains(path))
      changes.push_back({CatalogChangeKind::removed, path, value, std::nullopt});
  }
  std::sort(changes.begin(), changes.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  return changes;
}

}  // namespace

void ApplyCatalog::needs(store::Needs& needs, const Actor&) const { needs.whole_catalog = true; }

Result<ApplyCatalog::Output> ApplyCatalog::decide(store::State& state,
                                                  const Context& context) const {
  if (!check(Action::manage_catalog, standing_of(context.actor)))
    return forbidden("operatorOnly", "Only the operator of the deployment may do this.");

  TRY(check_catalog(catalog));
  const Flat before = store::flat_catalog(state);
  TRY(match_etag(context, store::catalog_etag(before)));
  Applying applying{state, context, {}, {}, {}};
  for (std::size_t i = 0; i < catalog.products.size(); ++i)
    TRY(apply_product(applying, "products[" + std::to_string(i) + "]", catalog.products[i]));
  apply_taxes(applying, catalog.taxes);
  retire_unnamed(applying);

  const Flat after = store::flat_catalog(state);
  Output output{differences(before, after), store::catalog_etag(after)};
  std::vector<FieldChange> noted;
  noted.reserve(output.changes.size());
  for (const CatalogChange& change : output.changes)
    noted.push_back({change.path, change.before.value_or(""), change.after.value_or("")});
  store::append_event(state, context, {"applyCatalog", "catalog", Uuid{}, std::move(noted)});
  return output;
}

}  // namespace perseat::usecases
