// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Buys seats with a card, or begins a trial. What has to be charged is recorded first and settled
// when the gateway has answered (settle_payment); until then nobody can use it.
#pragma once

#include <optional>
#include <string>

#include "domain/settings.h"
#include "usecases/payment_methods/card_details.h"
#include "usecases/subscriptions/purchase_plan.h"

namespace perseat::usecases {

struct BuySubscription {
  PurchaseWish wish;
  std::optional<PaymentMethodId> payment_method;  // a stored one of the caller
  // A card that the gateway has just attached; it is kept with the purchase.
  struct NewCard {
    GatewayCard card;
    CardHolder holder;
  };
  std::optional<NewCard> new_card;
  std::optional<Address> bill_to;  // absent: the card's address, or the organization's
  std::string nickname;
  std::optional<BillingProfileId> profile;  // central purchases only; absent: a new one
  std::optional<Money> expected_total;
  Settings settings;
  bool can_charge = true;  // false during an outage of the gateway: refused with gatewayUnavailable

  struct Output {
    SubscriptionId subscription;
    AttemptId attempt;  // nil: nothing to charge, it is in use already
    std::string etag;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons of plan_purchase, and: conflictingFields, priceChanged, paymentMethodRequired,
  // paymentMethodNotFound, paymentMethodNotUsable, cardCountryMismatch, tooMany (cards),
  // billingProfileNotFound, currencyMismatch, billingRoleRequired.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;

 private:
  struct Payer {
    const BillingProfile* profile = nullptr;  // null: one is to be made
    std::optional<PaymentMethod> card;
    bool is_new_card = false;
    std::optional<Address> bill_to;
    std::string nickname;
  };
  [[nodiscard]] Result<void> check_fields(const PurchasePlan& plan) const;
  [[nodiscard]] Result<Payer> choose_payer(const store::State& state, const Context& context,
                                           const PurchasePlan& plan) const;
  [[nodiscard]] Result<void> choose_card(const store::State& state, const Context& context,
                                         const PurchasePlan& plan, Payer& payer) const;
  [[nodiscard]] Result<const BillingProfile*> choose_profile(const store::State& state,
                                                             const Context& context) const;
  void record_payer(store::State& state, const Context& context, const PurchasePlan& plan,
                    Payer& payer) const;
  [[nodiscard]] Subscription make_subscription(const Context& context, const PurchasePlan& plan,
                                               const Payer& payer) const;
  void begin_at_once(store::State& state, const Context& context, const PurchasePlan& plan,
                     Subscription& made) const;
};

}  // namespace perseat::usecases
