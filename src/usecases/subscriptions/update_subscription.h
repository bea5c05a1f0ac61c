// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes how a subscription goes on: recurring billing, the frequency from the next renewal on,
// its nickname, the billing profile that is invoiced.
#pragma once

#include <optional>
#include <string>

#include "domain/settings.h"
#include "usecases/subscriptions/subject.h"

namespace perseat::usecases {

struct UpdateSubscription {
  SubscriptionId subscription;
  std::optional<RecurringBilling> recurring_billing;  // off drops scheduled changes
  std::optional<Term> billing_frequency;              // the present one takes back a change
  std::optional<std::string> nickname;                // empty: none
  std::optional<BillingProfileId> profile;
  Settings settings;

  struct Output {
    SubscriptionId subscription;
    std::string etag;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons: nothingToChange, those of the lifecycle, recurringBillingOff, offerNotAvailable,
  // billingProfileNotFound, currencyMismatch, paymentMethodRequired, paymentPending, those of
  // texts; of the policy where a trial without a card is to become paid.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;

 private:
  [[nodiscard]] Result<void> check_rights(const Context& context,
                                          const Subscription& subscription) const;
  [[nodiscard]] Result<void> check_recurring(const store::State& state,
                                             const Subject& subject) const;
  [[nodiscard]] Result<void> check_frequency(const store::State& state, const Subject& subject,
                                             Instant now) const;
  [[nodiscard]] Result<void> check_profile(const store::State& state, const Context& context,
                                           const Subject& subject) const;
};

}  // namespace perseat::usecases
