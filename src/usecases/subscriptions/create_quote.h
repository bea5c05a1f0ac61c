// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Says what an operation would cost or give back, by the plans that the operations carry out.
// Changes nothing.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/settings.h"
#include "usecases/subscriptions/change_plan.h"
#include "usecases/subscriptions/purchase_plan.h"

namespace perseat::usecases {

enum class QuoteKind { purchase, quantity_change, cancellation, reactivation, renewal };

struct CreateQuote {
  QuoteKind kind = QuoteKind::purchase;
  std::optional<OfferId> offer;                // of a purchase
  std::optional<SubscriptionId> subscription;  // of all others
  std::optional<std::int64_t> quantity;        // of a purchase and a quantity change
  bool is_trial = false;
  bool is_central = false;  // a purchase for the organization
  std::optional<When> when;
  Settings settings;

  struct Output {
    QuoteKind kind = QuoteKind::purchase;
    OfferId offer;
    SubscriptionId subscription;  // nil for a purchase
    std::string product_name;
    std::int64_t quantity = 0;  // the total afterwards
    Charge charge;
    std::vector<std::string> descriptions;  // of the charge's lines
    std::int64_t people_affected = 0;
    Instant effective_at;
    Instant expires_at;  // the next midnight of the billing account's zone
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons of the operation's plan, and: required, conflictingFields.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;

 private:
  [[nodiscard]] PurchaseWish purchase_wish() const;
  [[nodiscard]] Result<void> check_fields() const;
  [[nodiscard]] Result<Output> quote_purchase(const store::State& state,
                                              const Context& context) const;
  [[nodiscard]] Result<Output> quote_change(const store::State& state,
                                            const Context& context) const;
  [[nodiscard]] Result<ChangePlan> plan(const Situation& situation) const;
};

}  // namespace perseat::usecases

template <>
struct perseat::EnumText<perseat::usecases::QuoteKind> {
  using Kind = perseat::usecases::QuoteKind;
  using Entry = EnumEntry<Kind>;
  static constexpr std::array table{
      Entry{Kind::purchase, "purchase"}, Entry{Kind::quantity_change, "quantityChange"},
      Entry{Kind::cancellation, "cancellation"}, Entry{Kind::reactivation, "reactivation"},
      Entry{Kind::renewal, "renewal"}};
};
