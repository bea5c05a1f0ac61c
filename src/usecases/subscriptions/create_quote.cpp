// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/create_quote.h"

#include <utility>

#include "base/zone.h"
#include "domain/standing.h"

namespace perseat::usecases {
namespace {

// The right that the operation itself asks for; anybody who sees a subscription sees its renewal.
Action action_of(QuoteKind kind) {
  switch (kind) {
    case QuoteKind::purchase: return Action::buy_subscription;
    case QuoteKind::quantity_change: return Action::set_quantity;
    case QuoteKind::cancellation: return Action::cancel_subscription;
    case QuoteKind::reactivation: return Action::reactivate_subscription;
    case QuoteKind::renewal: return Action::get_subscription;
  }
  return Action::buy_subscription;
}

Error missing(std::string field) {
  return invalid(std::move(field), "required", "This is needed for a quote of this kind.");
}

Error excluded(std::string field) {
  return invalid(std::move(field), "conflictingFields", "A quote of this kind does not have this.");
}

void finish(CreateQuote::Output& quote, const Market& market) {
  quote.product_name = market.product.name;
  for (const ChargeLine& line : quote.charge.lines)
    quote.descriptions.push_back(line_description(market.product, line.type));
  quote.expires_at = start_of_day(market.today().plus_days(1), market.account.time_zone);
}

}  // namespace

PurchaseWish CreateQuote::purchase_wish() const {
  return {offer.value_or(OfferId{}), quantity.value_or(0), is_trial, is_central};
}

void CreateQuote::needs(store::Needs& needs, const Actor& actor) const {
  if (kind == QuoteKind::purchase) return need_purchase(needs, actor, purchase_wish());
  need_subject(needs, {actor.org, subscription.value_or(SubscriptionId{})});
}

void CreateQuote::follow(const store::State& state, store::Needs& needs, const Actor& actor) const {
  if (kind == QuoteKind::purchase) return follow_purchase(state, needs, actor, purchase_wish());
  follow_subject(state, needs, {actor.org, subscription.value_or(SubscriptionId{})});
}

Result<void> CreateQuote::check_fields() const {
  const bool is_purchase = kind == QuoteKind::purchase;
  const bool has_quantity = is_purchase || kind == QuoteKind::quantity_change;
  if (is_purchase && !offer) return missing("offerId");
  if (is_purchase && subscription) return excluded("subscriptionId");
  if (!is_purchase && !subscription) return missing("subscriptionId");
  if (!is_purchase && offer) return excluded("offerId");
  if (!is_purchase && is_trial) return excluded("trial");
  if (!is_purchase && is_central) return excluded("accountType");
  if (has_quantity && !quantity) return missing("quantity");
  if (!has_quantity && quantity) return excluded("quantity");
  if (kind != QuoteKind::quantity_change && when) return excluded("when");
  return {};
}

Result<CreateQuote::Output> CreateQuote::quote_purchase(const store::State& state,
                                                        const Context& context) const {
  const PurchasePlan planned = TRY(plan_purchase(state, context, settings, purchase_wish()));
  Output quote;
  quote.kind = kind;
  quote.offer = planned.offer.id;
  quote.quantity = *quantity;
  quote.charge = planned.charge;
  quote.effective_at = context.now;
  finish(quote, {planned.product, planned.account, settings, context.now});
  return quote;
}

Result<ChangePlan> CreateQuote::plan(const Situation& situation) const {
  switch (kind) {
    case QuoteKind::quantity_change: return plan_quantity(situation, {*quantity, when});
    case QuoteKind::cancellation: return plan_cancellation(situation);
    case QuoteKind::reactivation: return plan_reactivation(situation);
    default: return plan_renewal(situation);
  }
}

Result<CreateQuote::Output> CreateQuote::quote_change(const store::State& state,
                                                      const Context& context) const {
  const Subject subject = TRY(find_subject(state, {context.actor.org, *subscription}));
  TRY(authorize(action_of(kind), standing_for(context.actor, subject.subscription)));
  ChangePlan planned = TRY(plan({state, subject, settings, context.now}));
  Output quote;
  quote.kind = kind;
  quote.offer = subject.offer.id;
  quote.subscription = *subscription;
  quote.quantity = planned.quantity;
  quote.charge = std::move(planned.charge);
  quote.people_affected = planned.people_affected;
  quote.effective_at = planned.effective_at;
  finish(quote, subject.market(settings, context.now));
  return quote;
}

Result<CreateQuote::Output> CreateQuote::decide(store::State& state, const Context& context) const {
  TRY(authorize(Action::create_quote, standing_of(context.actor)));
  TRY(check_fields());
  return kind == QuoteKind::purchase ? quote_purchase(state, context)
                                     : quote_change(state, context);
}

}  // namespace perseat::usecases
