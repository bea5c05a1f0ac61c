// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/products/product_view.h"

#include <algorithm>
#include <vector>

#include "domain/sale.h"
#include "domain/standing.h"
#include "queries/catalog/offer_terms.h"
#include "queries/write.h"
#include "store/load.h"

namespace perseat::queries {
namespace {

void write_offer(json::Writer& writer, const Offer& offer, const Price& price) {
  writer.begin_object();
  write_offer_terms(writer, offer);
  write_price(writer, "price", price.unit_price, price.currency.text());
  writer.field("billingFrequency", offer.term).field("taxInclusive", price.tax_inclusive);
  writer.end_object();
}

}  // namespace

Result<ProductView> ProductView::load(ports::Connection& reader, const Shopper& shopper) {
  ProductView view(shopper);
  const OrgId org = shopper.actor.org;
  store::Needs needs;
  needs.whole_catalog = true;
  needs.organizations.add(org);
  needs.billing_accounts.add(org);
  needs.users.add({org, shopper.actor.user});
  needs.policies.add({org, ProductId{}});
  TRY(store::load(reader, needs, Date{0}, view.state_));
  store::Needs second;
  view.state_.products.each(
      [&](const Product& product) { second.policies.add({org, product.id}); });
  TRY(store::load(reader, second, Date{0}, view.state_));
  // Those who run the deployment belong to no organization: nothing is sold to them.
  if (view.state_.organizations.find(org) == nullptr ||
      view.state_.billing_accounts.find(org) == nullptr)
    return forbidden("roleRequired", "Only members of an organization are sold anything.");
  return view;
}

const Price* ProductView::price_of(const Offer& offer) const {
  if (offer.is_retired) return nullptr;
  const BillingAccount& account = state_.billing_accounts.get(shopper_.actor.org);
  return price_on_sale(state_.prices, offer.id, account, shopper_.now);
}

bool ProductView::is_sold(const Product& product) const {
  if (product.is_retired) return false;
  bool found = false;
  state_.offers.each([&](const Offer& offer) {
    found = found || (offer.product == product.id && price_of(offer) != nullptr);
  });
  return found;
}

SelfServicePolicy ProductView::policy_of(const Product& product) const {
  const OrgId org = shopper_.actor.org;
  return effective_policy(state_.policies.find({org, product.id}),
                          state_.policies.find({org, ProductId{}}));
}

std::string_view ProductView::refusal(const Product& product) const {
  const Access access = check(Action::buy_subscription, standing_of(shopper_.actor));
  if (!access) return access.reason;
  const User* user = state_.users.find({shopper_.actor.org, shopper_.actor.user});
  const bool is_active = user != nullptr && user->state == UserState::active;
  const std::string_view reason = self_service_refusal(
      {state_.organizations.get(shopper_.actor.org), shopper_.actor.is_guest, is_active}, product,
      shopper_.settings);
  if (!reason.empty()) return reason;
  const std::string_view policy = policy_refusal(policy_of(product), SelfServiceIntent::purchase);
  if (!policy.empty()) return policy;
  return is_sold(product) ? "" : "offerNotAvailable";
}

void ProductView::write_offers(json::Writer& writer, const Product& product) const {
  std::vector<const Offer*> offers;
  state_.offers.each([&](const Offer& offer) {
    if (offer.product == product.id && price_of(offer) != nullptr) offers.push_back(&offer);
  });
  std::ranges::sort(offers, {}, [](const Offer* offer) { return offer->code; });
  writer.key("offers").begin_array();
  if (!product.is_retired) {
    for (const Offer* offer : offers) write_offer(writer, *offer, *price_of(*offer));
  }
  writer.end_array();
}

void ProductView::write(json::Writer& writer, const Product& product) const {
  writer.begin_object().field("id", product.id).field("sku", product.sku);
  writer.field("name", product.name).field("description", product.description);
  std::vector<const ServicePlan*> plans;
  state_.service_plans.each([&](const ServicePlan& plan) {
    if (plan.product == product.id) plans.push_back(&plan);
  });
  std::ranges::sort(plans, {}, [](const ServicePlan* plan) { return plan->code; });
  writer.key("servicePlans").begin_array();
  for (const ServicePlan* plan : plans)
    writer.begin_object().field("code", plan->code).field("name", plan->name).end_object();
  writer.end_array();
  write_offers(writer, product);
  writer.field("selfServicePolicy", policy_of(product));
  const std::string_view reason = refusal(product);
  writer.key("eligibility").begin_object().field("allowed", reason.empty());
  if (!reason.empty()) writer.field("reason", reason);
  writer.end_object().end_object();
}

}  // namespace perseat::queries
