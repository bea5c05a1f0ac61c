// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/pricing.h"

#include "base/zone.h"
#include "domain/sale.h"

namespace perseat::usecases {
namespace {

Result<TaxDecision> tax_of(const store::State& state, const Market& market) {
  std::vector<RegionalRate> rates;
  std::optional<Error> failure;
  state.tax_rates.each([&](const TaxRate& rate) {
    const auto percent = parse_percent(rate.rate_percent);
    if (!percent) failure = percent.error();
    if (percent)
      rates.push_back({rate.country, rate.region, rate.category, *percent, rate.valid_from});
  });
  if (failure) return *failure;
  const Address& sold_to = market.account.sold_to;
  return decide_tax({market.settings.seller_country, sold_to.country, sold_to.region,
                     market.product.tax_category, market.account.tax_id_verified},
                    rates, market.today());
}

}  // namespace

Date Market::today() const { return date_in_zone(now, account.time_zone); }

const Price* price_on_sale(const store::State& state, OfferId offer, const Market& market) {
  return perseat::price_on_sale(state.prices, offer, market.account, market.now);
}

Result<Terms> terms_of(const store::State& state, const Price& price, const Market& market) {
  const TaxDecision decision = TRY(tax_of(state, market));
  Terms terms;
  terms.price = price.id;
  terms.unit_price = TRY(parse_unit_price(price.unit_price, price.currency));
  terms.tax = {market.product.tax_category, decision.rate, price.tax_inclusive};
  terms.is_reverse_charge = decision.is_reverse_charge;
  return terms;
}

NextTerms next_terms(const Terms& terms, std::int64_t quantity, Term term, int anchor_day) {
  return {terms.unit_price, quantity, Discount{}, terms.tax, term, anchor_day};
}

Result<void> match_total(const std::optional<Money>& expected, Money total) {
  if (!expected || *expected == total) return {};
  return conflict("priceChanged", "The total is " + format_decimal(total) + " " +
                                      std::string(total.currency.text()) +
                                      " by now. Nothing was done.");
}

}  // namespace perseat::usecases
