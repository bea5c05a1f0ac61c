// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A purchase with a term: who bought what, how it is paid, and when its state changes.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/lifecycle.h"
#include "domain/money.h"
#include "domain/period.h"

namespace perseat {

// Who governs the pool: the purchaser (self-service) or the organization (bought centrally).
enum class ManagementScope { individual, organization };
template <>
struct EnumText<ManagementScope> {
  static constexpr std::array<EnumEntry<ManagementScope>, 2> table{
      {{ManagementScope::individual, "individual"},
       {ManagementScope::organization, "organization"}}};
};

enum class RecurringBilling { on, once_more, off };
template <>
struct EnumText<RecurringBilling> {
  static constexpr std::array<EnumEntry<RecurringBilling>, 3> table{
      {{RecurringBilling::on, "on"},
       {RecurringBilling::once_more, "onceMore"},
       {RecurringBilling::off, "off"}}};
};

enum class CancelReason {
  too_expensive,
  no_longer_needed,
  missing_features,
  switched_product,
  technical_issues,
  bought_by_mistake,
  other
};
template <>
struct EnumText<CancelReason> {
  static constexpr std::array<EnumEntry<CancelReason>, 7> table{
      {{CancelReason::too_expensive, "tooExpensive"},
       {CancelReason::no_longer_needed, "noLongerNeeded"},
       {CancelReason::missing_features, "missingFeatures"},
       {CancelReason::switched_product, "switchedProduct"},
       {CancelReason::technical_issues, "technicalIssues"},
       {CancelReason::bought_by_mistake, "boughtByMistake"},
       {CancelReason::other, "other"}}};
};

struct Subscription {
  using Key = OrgKey<SubscriptionId>;

  OrgId org;
  SubscriptionId id;
  ProductId product;
  OfferId offer;
  PriceId price;  // the version that the running term was sold at
  UserId purchaser;
  ManagementScope scope = ManagementScope::individual;
  BillingProfileId profile;
  std::string nickname;
  SubscriptionStatus status = SubscriptionStatus::pending_payment;
  Instant status_since;
  std::int64_t quantity = 0;                       // seats paid for; equals the pool's total
  std::optional<std::int64_t> scheduled_quantity;  // takes effect at renewal
  std::optional<Term> scheduled_term;              // takes effect at renewal
  std::optional<AttemptId> pending_attempt;        // a charge whose end is not known yet
  Term term = Term::monthly;
  std::int64_t anchor_day = 1;  // 1 to 31, clamped to each month's end
  Date period_start;            // half-open, days of the billing account's zone
  Date period_end;
  RecurringBilling recurring_billing = RecurringBilling::on;
  Instant created_at;
  std::optional<Instant> started_at;
  std::optional<Instant> window_from;  // last purchase, renewal or increase: the return window
  std::optional<Instant> renews_at;
  std::optional<Instant> expires_at;
  std::optional<Instant> next_lifecycle_at;  // when the status changes if nobody does anything
  std::string renewal_hold;  // why it waits for a person, not renewed; empty: it does not
  std::optional<CancelReason> cancel_reason;
  std::string cancel_feedback;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, id}; }
};

// That a person has had a trial of a product: there is one, whatever became of it.
struct TrialUse {
  struct Key {
    OrgId org;
    UserId user;
    ProductId product;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  UserId user;
  ProductId product;
  SubscriptionId subscription;
  Instant at;

  [[nodiscard]] Key key() const { return {org, user, product}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::TrialUse::Key> {
  std::size_t operator()(const perseat::TrialUse::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::UserId>{}(key.user),
                             std::hash<perseat::ProductId>{}(key.product));
  }
};
