// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payment_methods/delete_payment_method.h"

#include <algorithm>

#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/etag.h"

namespace perseat::usecases {
namespace {

// An answer does not grow with what the card pays for: a person reads the first ones.
constexpr std::size_t uses_listed_max = 100;

bool pays_for(const PaymentMethod& card, const BillingProfile& profile) {
  return profile.org == card.org &&
         (profile.payment_method == card.id || profile.backup_payment_method == card.id);
}

std::vector<BillingProfile> profiles_of(const store::State& state, const PaymentMethod& card) {
  std::vector<BillingProfile> found;
  state.billing_profiles.each([&](const BillingProfile& profile) {
    if (pays_for(card, profile)) found.push_back(profile);
  });
  std::sort(found.begin(), found.end(),
            [](const BillingProfile& a, const BillingProfile& b) { return a.id < b.id; });
  return found;
}

// One entry for each profile that still bills and for each subscription that it bills.
std::vector<FieldError> uses_of(const store::State& state,
                                const std::vector<BillingProfile>& profiles) {
  std::vector<FieldError> uses;
  for (const BillingProfile& profile : profiles) {
    std::vector<FieldError> subscriptions;
    state.subscriptions.each([&](const Subscription& subscription) {
      if (subscription.org != profile.org || subscription.profile != profile.id ||
          subscription.status == SubscriptionStatus::deleted)
        return;
      subscriptions.push_back({"subscriptions/" + subscription.id.text(), "paymentMethodInUse",
                               "The card pays for this subscription."});
    });
    if (subscriptions.empty()) continue;
    std::sort(subscriptions.begin(), subscriptions.end(),
              [](const FieldError& a, const FieldError& b) { return a.field < b.field; });
    uses.push_back({"billingProfiles/" + profile.id.text(), "paymentMethodInUse",
                    "The card belongs to this billing profile."});
    uses.insert(uses.end(), subscriptions.begin(), subscriptions.end());
  }
  return uses;
}

// Nobody knows yet whether it paid; and what succeeds may make it the card of a profile.
bool is_being_charged(const store::State& state, const PaymentMethod& card) {
  bool found = false;
  state.payment_attempts.each([&](const PaymentAttempt& attempt) {
    found = found || (attempt.org == card.org && attempt.payment_method == card.id &&
                      is_charge_under_way(attempt));
  });
  return found;
}

}  // namespace

void DeletePaymentMethod::needs(store::Needs& needs, const Actor& actor) const {
  needs.payment_methods.add({actor.org, payment_method});
  needs.profiles_of_payment_methods.push_back({actor.org, payment_method});
  needs.open_attempts_of_payment_methods.push_back({actor.org, payment_method});
}

void DeletePaymentMethod::follow(const store::State& state, store::Needs& needs,
                                 const Actor& actor) const {
  const PaymentMethod* card = state.payment_methods.find({actor.org, payment_method});
  if (card == nullptr) return;
  for (const BillingProfile& profile : profiles_of(state, *card))
    needs.subscriptions_of_profiles.push_back({profile.org, profile.id});
}

Result<DeletePaymentMethod::Output> DeletePaymentMethod::decide(store::State& state,
                                                                const Context& context) const {
  const PaymentMethod* card = state.payment_methods.find({context.actor.org, payment_method});
  if (card == nullptr || card->deleted_at) return not_found();
  TRY(authorize(Action::delete_payment_method, standing_for(context.actor, *card)));
  TRY(match_etag(context, etag_of(card->version)));

  const std::vector<BillingProfile> profiles = profiles_of(state, *card);
  if (auto uses = uses_of(state, profiles); !uses.empty()) {
    Error in_use = conflict("paymentMethodInUse",
                            "The card still pays for something. Choose another card there first.");
    if (uses.size() > uses_listed_max) uses.resize(uses_listed_max);
    in_use.errors = std::move(uses);
    return in_use;
  }
  if (is_being_charged(state, *card))
    return conflict("paymentPending", "A payment with this card is under way. Wait for its end.");

  for (const BillingProfile& profile : profiles) {
    BillingProfile& changed = state.billing_profiles.change(profile.key());
    if (changed.payment_method == payment_method) changed.payment_method = {};
    if (changed.backup_payment_method == payment_method) changed.backup_payment_method = {};
  }
  PaymentMethod& deleted = state.payment_methods.change({context.actor.org, payment_method});
  deleted.deleted_at = context.now;
  store::append_event(state, context,
                      {"deletePaymentMethod",
                       "paymentMethod",
                       payment_method.uuid,
                       {{"brand", deleted.brand, ""}, {"last4", deleted.last4, ""}}});
  return Output{payment_method, deleted.gateway_token};
}

void ForgetGatewayCard::needs(store::Needs& needs, const Actor& actor) const {
  needs.payment_methods.add({actor.org, payment_method});
}

Result<ForgetGatewayCard::Output> ForgetGatewayCard::decide(store::State& state,
                                                            const Context& context) const {
  CHECK(context.actor.user.is_nil());
  const OrgKey<PaymentMethodId> key{context.actor.org, payment_method};
  const PaymentMethod* card = state.payment_methods.find(key);
  if (card == nullptr || !card->deleted_at || card->gateway_token.empty()) return Output{};
  state.payment_methods.change(key).gateway_token.clear();
  return Output{};
}

}  // namespace perseat::usecases
