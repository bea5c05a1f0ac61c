// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Ends a subscription now: the people lose access, the unused days go back as the offer says, and
// it can be reactivated while it is disabled.
#pragma once

#include <string>

#include "domain/settings.h"
#include "usecases/subscriptions/change_plan.h"

namespace perseat::usecases {

struct CancelSubscription {
  SubscriptionId subscription;
  CancelReason reason = CancelReason::other;
  std::string feedback;  // at most feedback_characters_max
  Settings settings;

  static constexpr std::size_t feedback_characters_max = 2'000;

  struct Output {
    SubscriptionId subscription;
    Money refund;  // on its way to the card, or off what is owed; zero if none
    std::string etag;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  void follow(const store::State& state, store::Needs& needs, const Actor& actor) const;
  // Reasons of plan_cancellation, and of the text: tooLong, malformedText, cardDataRefused.
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
