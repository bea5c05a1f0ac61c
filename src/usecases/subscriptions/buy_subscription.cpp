// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/buy_subscription.h"

#include <string>
#include <utility>

#include "domain/card.h"
#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing/bill.h"
#include "usecases/billing_profiles/open_profile.h"
#include "usecases/billing_profiles/own_card.h"
#include "usecases/subscriptions/records.h"
#include "usecases/subscriptions/subject.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

// Eight of 32 signs that nobody confuses, from the random end of a new id: 40 bits. The table of
// series is unique over the deployment, so a series drawn twice refuses the second purchase, which
// then draws again.
std::string draw_invoice_series(const Context& context) {
  constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const Uuid drawn = context.ids.next(context.now);
  std::string series;
  for (std::size_t i = 8; i < drawn.bytes.size(); ++i) {
    // The top two bits of the first random byte are fixed by RFC 9562.
    series += signs[drawn.bytes[i] % signs.size()];
  }
  return series;
}

store::EventNote note_of(const Subscription& subscription, const BuySubscription& bought) {
  return {"buySubscription",
          "subscription",
          subscription.id.uuid,
          {{"status", "", std::string(enum_text(subscription.status))},
           {"offerId", "", subscription.offer.text()},
           {"quantity", "", std::to_string(bought.wish.quantity)}}};
}

}  // namespace

void BuySubscription::needs(store::Needs& needs, const Actor& actor) const {
  need_purchase(needs, actor, wish);
  if (payment_method) needs.payment_methods.add({actor.org, *payment_method});
  if (new_card) needs.payment_methods_of_owners.push_back({actor.org, actor.user});
  if (profile) needs.billing_profiles.add({actor.org, *profile});
}

void BuySubscription::follow(const store::State& state, store::Needs& needs,
                             const Actor& actor) const {
  follow_purchase(state, needs, actor, wish);
  if (!profile) return;
  const BillingProfile* found = state.billing_profiles.find({actor.org, *profile});
  if (found != nullptr && !found->payment_method.is_nil())
    needs.payment_methods.add({actor.org, found->payment_method});
}

Result<void> BuySubscription::check_fields(const PurchasePlan& plan) const {
  if (payment_method && new_card)
    return invalid("paymentMethod", "conflictingFields",
                   "Give a stored payment method or a new one, not both.");
  if (profile && !wish.is_central)
    return invalid("billingProfileId", "conflictingFields",
                   "A purchase of your own gets a billing profile of its own.");
  if (wish.is_trial && !plan.offer.trial_needs_card && (payment_method || new_card))
    return invalid("paymentMethodId", "conflictingFields", "This trial needs no card.");
  return {};
}

Result<const BillingProfile*> BuySubscription::choose_profile(const store::State& state,
                                                              const Context& context) const {
  if (!profile) return nullptr;
  const BillingProfile* found = find_open_profile(state, {context.actor.org, *profile});
  const Error unknown =
      invalid("billingProfileId", "billingProfileNotFound", "There is no such billing profile.");
  if (found == nullptr) return unknown;
  const auto allowed = authorize(Action::pay_invoice, standing_for(context.actor, *found));
  if (!allowed && allowed.error().code == ErrorCode::not_found) return unknown;
  TRY(allowed);
  return found;
}

Result<void> BuySubscription::choose_card(const store::State& state, const Context& context,
                                          const PurchasePlan& plan, Payer& payer) const {
  const OrgId org = context.actor.org;
  if (new_card) {
    NewCard given = *new_card;
    given.holder = TRY(clean_card_holder(given.holder));
    // The same card given once more is the one that is kept already.
    const PaymentMethod* kept = find_kept_card(state, context.actor, given.card.token);
    payer.is_new_card = kept == nullptr;
    if (payer.is_new_card) TRY(check_room_for_card(state, context.actor));
    payer.card = kept != nullptr ? *kept : make_payment_method(context, given.card, given.holder);
  } else if (payment_method) {
    payer.card = TRY(find_own_card(state, context, *payment_method, "paymentMethodId"));
  } else if (payer.profile != nullptr && !payer.profile->payment_method.is_nil()) {
    payer.card = state.payment_methods.get({org, payer.profile->payment_method});
  }
  if (payer.card) {
    TRY(check_card_country(payer.card->issuing_country, plan.organization.country));
    return check_usable(*payer.card,
                        Market{plan.product, plan.account, settings, context.now}.today());
  }
  if (!plan.needs_card) return {};
  return conflict("paymentMethodRequired", "Choose a card to pay with.");
}

Result<BuySubscription::Payer> BuySubscription::choose_payer(const store::State& state,
                                                             const Context& context,
                                                             const PurchasePlan& plan) const {
  Payer payer;
  payer.profile = TRY(choose_profile(state, context));
  if (payer.profile != nullptr && payer.profile->currency != plan.account.currency)
    return conflict("currencyMismatch", "The billing profile has another currency.");
  if (payer.profile != nullptr && payer.profile->payment_method.is_nil() && plan.needs_card)
    return conflict("paymentMethodRequired", "The billing profile has no card to charge.");
  TRY(choose_card(state, context, plan, payer));
  if (bill_to) payer.bill_to = TRY(clean_address("billingAddress", *bill_to));
  payer.nickname = TRY(clean_line("nickname", nickname, {0, 100}));
  return payer;
}

void BuySubscription::record_payer(store::State& state, const Context& context,
                                   const PurchasePlan& plan, Payer& payer) const {
  if (payer.is_new_card) state.payment_methods.add(*payer.card);
  if (payer.profile != nullptr) return;
  BillingProfile made;
  made.org = context.actor.org;
  made.id = context.ids.make<BillingProfileId>(context.now);
  made.owner = context.actor.user;
  made.name = plan.buyer.display_name;
  made.currency = plan.account.currency;
  if (payer.card) made.payment_method = payer.card->id;
  const Address& fallback = payer.card ? payer.card->address : plan.account.sold_to;
  made.bill_to = payer.bill_to.value_or(fallback);
  made.contact_email = plan.buyer.email;
  made.invoice_series = draw_invoice_series(context);
  made.created_at = context.now;
  state.invoice_series.add({made.invoice_series, made.org, made.id});
  payer.profile = &state.billing_profiles.add(std::move(made));
}

Subscription BuySubscription::make_subscription(const Context& context, const PurchasePlan& plan,
                                                const Payer& payer) const {
  Subscription made;
  made.org = context.actor.org;
  made.id = context.ids.make<SubscriptionId>(context.now);
  made.product = plan.product.id;
  made.offer = plan.offer.id;
  made.price = plan.terms.price;
  made.purchaser = context.actor.user;
  made.scope = wish.is_central ? ManagementScope::organization : ManagementScope::individual;
  made.profile = payer.profile->id;
  made.nickname = payer.nickname;
  made.term = plan.offer.term;
  made.anchor_day = plan.anchor_day;
  made.period_start = plan.period.start;
  made.period_end = plan.period.end;
  made.created_at = context.now;
  made.status_since = context.now;
  if (wish.is_trial && !plan.offer.trial_needs_card) made.recurring_billing = RecurringBilling::off;
  return made;
}

void BuySubscription::begin_at_once(store::State& state, const Context& context,
                                    const PurchasePlan& plan, Subscription& made) const {
  add_order(state, context, made,
            {wish.is_trial ? OrderKind::trial : OrderKind::purchase, made.purchaser, wish.quantity,
             InvoiceId{}, plan.charge.total});
  enter_status(made, wish.is_trial ? SubscriptionStatus::trial : SubscriptionStatus::active,
               context.now);
  made.quantity = wish.quantity;
  state.license_pools.change(made.key()).total = wish.quantity;
  made.started_at = context.now;
  if (!wish.is_trial) made.window_from = context.now;
  set_dates(made, plan.account.time_zone, settings.lifecycle);
  if (wish.is_trial)
    state.trial_uses.add({made.org, made.purchaser, made.product, made.id, context.now});
}

Result<BuySubscription::Output> BuySubscription::decide(store::State& state,
                                                        const Context& context) const {
  const PurchasePlan plan = TRY(plan_purchase(state, context, settings, wish));
  TRY(check_fields(plan));
  TRY(match_total(expected_total, plan.charge.total));
  Payer payer = TRY(choose_payer(state, context, plan));
  if (plan.charge.total.minor > 0) TRY(check_can_charge(can_charge));

  record_payer(state, context, plan, payer);
  Subscription& made = state.subscriptions.add(make_subscription(context, plan, payer));
  const LicensePool& pool = state.license_pools.add({made.org, made.id, 0, 0, 1});
  Output output{made.id, {}, {}};
  if (plan.charge.total.minor > 0) {
    const Bill bill{made, *payer.profile, plan.account, plan.product, plan.terms.is_reverse_charge};
    const Invoice& invoice = add_invoice(state, context, bill, plan.charge);
    output.attempt = add_attempt(state, context, invoice,
                                 {AttemptPurpose::purchase, payer.card->id, wish.quantity});
    made.pending_attempt = output.attempt;
  } else {
    begin_at_once(state, context, plan, made);
  }
  store::append_event(state, context, note_of(made, *this));
  output.etag = etag_of(made, pool);
  return output;
}

}  // namespace perseat::usecases
