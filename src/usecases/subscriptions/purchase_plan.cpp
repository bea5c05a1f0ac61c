// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/purchase_plan.h"

#include <string>
#include <utility>

#include "domain/policy.h"
#include "domain/sale.h"
#include "domain/seat_change.h"
#include "domain/standing.h"

namespace perseat::usecases {
namespace {

// A purchase for the organization is bound by its contract, not by the rules of self-service.
Result<void> check_eligibility(const PurchasePlan& plan, const Settings& settings,
                               bool is_central) {
  const bool is_active = plan.buyer.state == UserState::active;
  std::string_view reason = is_active ? "" : "accountDisabled";
  if (!is_central)
    reason = self_service_refusal(
        {plan.organization, plan.buyer.kind == UserKind::guest, is_active}, plan.product, settings);
  if (reason.empty()) return {};
  return forbidden(std::string(reason), std::string(eligibility_refusal_text(reason)));
}

SelfServiceIntent intent_of(const PurchaseWish& wish, const Offer& offer) {
  if (!wish.is_trial) return SelfServiceIntent::purchase;
  return offer.trial_needs_card ? SelfServiceIntent::trial_with_card
                                : SelfServiceIntent::trial_without_card;
}

Result<void> check_trial(const store::State& state, const Context& context, const Offer& offer) {
  if (offer.trial_days == 0) return conflict("trialNotOffered", "The offer has no trial.");
  if (state.trial_uses.find({context.actor.org, context.actor.user, offer.product}) != nullptr)
    return conflict("trialUsed", "You have had a trial of this product already.");
  return {};
}

// The term from today, or the trial from today that the term follows.
void set_period(PurchasePlan& plan, Date today, bool is_trial) {
  if (is_trial) {
    plan.period = {today, today.plus_days(static_cast<std::int32_t>(plan.offer.trial_days))};
    plan.anchor_day = anchor_day_of(plan.period.end);
    return;
  }
  plan.anchor_day = anchor_day_of(today);
  plan.period = period_at(plan.anchor_day, today, months_of(plan.offer.term));
}

Result<void> set_charge(PurchasePlan& plan, Date today, const PurchaseWish& wish) {
  ChargeInput input;
  input.kind = ChargeKind::purchase;
  input.unit_price = plan.terms.unit_price;
  if (wish.is_trial) input.unit_price.mantissa = 0;
  input.quantity_to = wish.quantity;
  input.period = plan.period;
  input.change_date = today;
  input.tax = plan.terms.tax;
  const bool continues = !wish.is_trial || plan.offer.trial_needs_card;
  if (continues)
    input.next = next_terms(plan.terms, wish.quantity, plan.offer.term, plan.anchor_day);
  plan.charge = TRY(calculate_charge(input));
  plan.needs_card =
      continues && (plan.charge.total.minor > 0 || plan.charge.next_charge->amount.minor > 0);
  return {};
}

}  // namespace

void need_policy(store::Needs& needs, OrgId org, ProductId product) {
  needs.policies.add({org, product});
  needs.policies.add({org, ProductId{}});
}

Result<void> check_policy(const store::State& state, OrgId org, ProductId product,
                          SelfServiceIntent intent) {
  const SelfServicePolicy policy = effective_policy(state.policies.find({org, product}),
                                                    state.policies.find({org, ProductId{}}));
  const std::string_view reason = policy_refusal(policy, intent);
  if (reason.empty()) return {};
  return Error{ErrorCode::policy_denied,
               std::string(reason),
               std::string(eligibility_refusal_text(reason)),
               {},
               {}};
}

void need_purchase(store::Needs& needs, const Actor& actor, const PurchaseWish& wish) {
  needs.offers.add(wish.offer);
  needs.prices_of_offers.push_back(wish.offer);
  needs.organizations.add(actor.org);
  needs.billing_accounts.add(actor.org);
  needs.users.add({actor.org, actor.user});
}

void follow_purchase(const store::State& state, store::Needs& needs, const Actor& actor,
                     const PurchaseWish& wish) {
  const BillingAccount* account = state.billing_accounts.find(actor.org);
  if (account != nullptr) needs.tax_rates_of_countries.push_back(account->sold_to.country);
  const Offer* offer = state.offers.find(wish.offer);
  if (offer == nullptr) return;
  needs.products.add(offer->product);
  need_policy(needs, actor.org, offer->product);
  needs.trial_uses.add({actor.org, actor.user, offer->product});
}

Result<PurchasePlan> plan_purchase(const store::State& state, const Context& context,
                                   const Settings& settings, const PurchaseWish& wish) {
  const OrgId org = context.actor.org;
  TRY(authorize(wish.is_central ? Action::buy_central_subscription : Action::buy_subscription,
                standing_of(context.actor)));
  const Offer* offer = state.offers.find(wish.offer);
  if (offer == nullptr) return invalid("offerId", "offerNotFound", "There is no such offer.");
  PurchasePlan plan{state.products.get(offer->product),
                    *offer,
                    state.billing_accounts.get(org),
                    state.organizations.get(org),
                    state.users.get({org, context.actor.user}),
                    {},
                    {},
                    {},
                    1,
                    false};
  TRY(check_eligibility(plan, settings, wish.is_central));
  if (!wish.is_central) TRY(check_policy(state, org, offer->product, intent_of(wish, *offer)));
  const Market market{plan.product, plan.account, settings, context.now};
  const Price* price = price_on_sale(state, offer->id, market);
  if (plan.product.is_retired || offer->is_retired || price == nullptr)
    return conflict("offerNotAvailable", "The offer is not sold here, or not any more.");
  if (wish.is_trial) TRY(check_trial(state, context, *offer));
  TRY(check_quantity(wish.quantity, {offer->quantity_min, offer->quantity_max}));
  plan.terms = TRY(terms_of(state, *price, market));
  set_period(plan, market.today(), wish.is_trial);
  TRY(set_charge(plan, market.today(), wish));
  return plan;
}

std::string_view eligibility_refusal_text(std::string_view reason) {
  if (reason == "policyDisabled")
    return "Your organization does not allow buying this product. Contact your IT admin.";
  if (reason == "policyOnlyTrials")
    return "Your organization allows only trials without a card. Contact your IT admin.";
  if (reason == "approvalRequired")
    return "Your organization wants to be asked first. Contact your IT admin.";
  if (reason == "guestAccount") return "Guests cannot buy. Contact your IT admin.";
  if (reason == "accountDisabled") return "Your account is disabled. Contact your IT admin.";
  if (reason == "organizationKindExcluded")
    return "Organizations of this kind cannot buy by self-service. Contact your IT admin.";
  if (reason == "countryExcluded" || reason == "notSoldInCountry")
    return "The product is not sold in your organization's country. Contact your IT admin.";
  if (reason == "productNotSelfService")
    return "The product is bought by your organization only. Contact your IT admin.";
  if (reason == "selfServiceNotAvailable")
    return "This cloud does not sell self-service. Contact your IT admin.";
  return "You are not eligible to buy this. Contact your IT admin.";
}

}  // namespace perseat::usecases
