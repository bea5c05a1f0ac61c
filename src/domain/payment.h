// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An attempt to move money through the gateway. Its id is the gateway's idempotency key: repeated
// after a crash it never charges twice.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/lease.h"
#include "domain/money.h"

namespace perseat {

// What settles once the money has moved.
enum class AttemptPurpose { purchase, increase, reactivation, invoice, refund };
template <>
struct EnumText<AttemptPurpose> {
  static constexpr std::array<EnumEntry<AttemptPurpose>, 5> table{
      {{AttemptPurpose::purchase, "purchase"},
       {AttemptPurpose::increase, "increase"},
       {AttemptPurpose::reactivation, "reactivation"},
       {AttemptPurpose::invoice, "invoice"},
       {AttemptPurpose::refund, "refund"}}};
};

// open: intent written, end unknown. needs_action: the buyer has to authenticate.
enum class AttemptStatus { open, needs_action, succeeded, declined };
template <>
struct EnumText<AttemptStatus> {
  static constexpr std::array<EnumEntry<AttemptStatus>, 4> table{
      {{AttemptStatus::open, "open"},
       {AttemptStatus::needs_action, "needsAction"},
       {AttemptStatus::succeeded, "succeeded"},
       {AttemptStatus::declined, "declined"}}};
};

struct PaymentAttempt {
  using Key = OrgKey<AttemptId>;

  OrgId org;
  AttemptId id;
  AttemptPurpose purpose = AttemptPurpose::purchase;
  AttemptStatus status = AttemptStatus::open;
  InvoiceId invoice;
  SubscriptionId subscription;
  PaymentMethodId payment_method;
  UserId actor;
  std::int64_t amount_minor = 0;  // always positive
  Currency currency;
  std::int64_t quantity_target = 0;  // of an increase or reactivation: seats once it is paid
  std::string gateway_reference;     // of the charge; of a refund: the charge it gives back
  std::string decline_code;
  std::string next_action_url;
  Instant created_at;
  std::optional<Instant> settled_at;
  Lease lease;

  [[nodiscard]] Key key() const { return {org, id}; }
};

// Money may still come in by it.
[[nodiscard]] inline bool is_charge_under_way(const PaymentAttempt& attempt) {
  return attempt.purpose != AttemptPurpose::refund &&
         (attempt.status == AttemptStatus::open || attempt.status == AttemptStatus::needs_action);
}

}  // namespace perseat
