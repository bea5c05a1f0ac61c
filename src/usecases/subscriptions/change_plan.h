// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a change of a running subscription means: from when on, and what it costs or gives back.
// The quote shows a plan, the change carries it out; nothing is written here.
#pragma once

#include <cstdint>
#include <optional>

#include "base/enum_text.h"
#include "base/result.h"
#include "usecases/subscriptions/subject.h"

namespace perseat::usecases {

enum class When { now, renewal };

// The present state that a plan is made in. Requires: need_subject and follow_subject.
struct Situation {
  const store::State& state;
  const Subject& subject;
  const Settings& settings;
  Instant now;

  [[nodiscard]] Market market() const { return subject.market(settings, now); }
};

// The offer of the same product that sells another term; the first one where several do, null when
// none does. Requires: the whole catalog is loaded.
[[nodiscard]] const Offer* offer_for_term(const store::State& state, const Market& market,
                                          Term term);

enum class PlanKind {
  nothing,   // it is like that already
  increase,  // more seats now
  decrease,  // fewer seats now
  schedule,  // another total from the renewal on
  cancellation,
  reactivation,
  renewal
};

struct ChangePlan {
  PlanKind kind = PlanKind::nothing;
  Terms terms;                // of new charges
  Charge charge;              // zero when nothing is charged or given back
  Charged charged;            // what credits of the charge refer to
  std::int64_t quantity = 0;  // the total afterwards
  Instant effective_at;
  std::int64_t people_affected = 0;  // who lose their license
  bool is_billed_later = false;      // an increase that falls due with the renewal
  OfferId offer;                     // of a renewal: what the next term is sold by
  Period period;                     // of a renewal: the next term
  Term term = Term::monthly;         // of a renewal
};

struct QuantityWish {
  std::int64_t quantity = 0;  // absolute
  std::optional<When> when;   // absent: now where the offer allows it
};

// Reasons: those of the lifecycle, paymentPending, quantityTooSmall, quantityTooLarge,
// belowAssigned, offerNotAvailable (more seats of what is no longer sold), onlyAtRenewal,
// recurringBillingOff, concurrentChange (the renewal is due this moment).
[[nodiscard]] Result<ChangePlan> plan_quantity(const Situation& situation,
                                               const QuantityWish& wish);
// Reasons: those of the lifecycle, alreadyCanceled, paymentPending.
[[nodiscard]] Result<ChangePlan> plan_cancellation(const Situation& situation);
// An end that the owner did not ask for: the days that are left are given back in any case.
[[nodiscard]] Result<ChangePlan> plan_termination(const Situation& situation);
// A new term from today. Reasons: those of the lifecycle, paymentPending.
[[nodiscard]] Result<ChangePlan> plan_reactivation(const Situation& situation);
// The next renewal, as things stand, at the price and tax that hold on its day. Reasons:
// recurringBillingOff, and those of the lifecycle.
[[nodiscard]] Result<ChangePlan> plan_renewal(const Situation& situation);

}  // namespace perseat::usecases

template <>
struct perseat::EnumText<perseat::usecases::When> {
  using When = perseat::usecases::When;
  static constexpr std::array table{EnumEntry<When>{When::now, "now"},
                                    EnumEntry<When>{When::renewal, "renewal"}};
};
