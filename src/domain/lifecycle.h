// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The states of a subscription, what moves it between them, and what each state allows.
//
//   pendingPayment -> active | trial -> expired -> disabled -> deleted
//
// A subscription whose term ended without renewal expires first and keeps working; a canceled or
// unpaid one is disabled at once; a taken over one is deleted at once. Deleted is final.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/enum_text.h"
#include "base/time.h"

namespace perseat {

enum class SubscriptionStatus {
  pending_payment,  // asked for, the first charge is not answered yet: nobody can use it
  trial,            // free until its end
  active,           // paid; renews while recurring billing is on
  expired,          // the term ended: full use goes on for a while, can be reactivated
  disabled,         // no use; the data is kept, can be reactivated
  deleted           // final
};

enum class SubscriptionEvent {
  purchase_paid,     // the first charge, or that of a trial which becomes paid
  purchase_failed,   // declined or given up: nothing was ever usable
  trial_started,     // from pendingPayment; a trial without a card begins as one
  term_ended,        // the term is over and recurring billing is off
  renewed,           // the next period was invoiced
  canceled,          // by the owner
  expired_ran_out,   // the days of expired are over
  disabled_ran_out,  // the days of disabled are over
  reactivated,       // paid again from expired or disabled
  taken_over,        // by an admin, always the end of this subscription
  trial_ended,       // not converted
  unpaid_too_long    // the retries of a declined card are over
};

// What people want to do with a subscription.
enum class SubscriptionAction {
  use,
  assign,
  unassign,
  change_quantity,
  cancel,
  change_recurring_billing,
  reactivate,
  transfer,
  take_over
};

// How long a state lasts, in days. Settings of the deployment, with these defaults.
struct LifecycleDays {
  int trial = 30;
  int expired = 30;
  int disabled = 90;

  bool operator==(const LifecycleDays&) const = default;
};

// The state after the event, or nothing where the event cannot happen.
[[nodiscard]] std::optional<SubscriptionStatus> next_status(SubscriptionStatus status,
                                                            SubscriptionEvent event);

// What happens to a subscription in this state when its days are over and it does not renew.
[[nodiscard]] std::optional<SubscriptionEvent> event_at_end(SubscriptionStatus status);

// Empty when the state allows the action, else a stable camelCase reason: paymentPending,
// buyTrialFirst, subscriptionExpired, subscriptionDisabled, subscriptionDeleted, alreadyActive.
[[nodiscard]] std::string_view refusal(SubscriptionStatus status, SubscriptionAction action);
[[nodiscard]] inline bool allows(SubscriptionStatus status, SubscriptionAction action) {
  return refusal(status, action).empty();
}

// The day on which the state ends if nothing is done: on it the subscription is in the next state
// already (disabled on 1 March with 90 days is deleted on 30 May). Nothing for states without a
// limit of their own.
[[nodiscard]] std::optional<Date> runs_out_on(SubscriptionStatus status, Date since,
                                              const LifecycleDays& days);

template <>
struct EnumText<SubscriptionStatus> {
  using Entry = EnumEntry<SubscriptionStatus>;
  static constexpr std::array table{Entry{SubscriptionStatus::pending_payment, "pendingPayment"},
                                    Entry{SubscriptionStatus::trial, "trial"},
                                    Entry{SubscriptionStatus::active, "active"},
                                    Entry{SubscriptionStatus::expired, "expired"},
                                    Entry{SubscriptionStatus::disabled, "disabled"},
                                    Entry{SubscriptionStatus::deleted, "deleted"}};
};

template <>
struct EnumText<SubscriptionEvent> {
  using Entry = EnumEntry<SubscriptionEvent>;
  static constexpr std::array table{Entry{SubscriptionEvent::purchase_paid, "purchasePaid"},
                                    Entry{SubscriptionEvent::purchase_failed, "purchaseFailed"},
                                    Entry{SubscriptionEvent::trial_started, "trialStarted"},
                                    Entry{SubscriptionEvent::term_ended, "termEnded"},
                                    Entry{SubscriptionEvent::renewed, "renewed"},
                                    Entry{SubscriptionEvent::canceled, "canceled"},
                                    Entry{SubscriptionEvent::expired_ran_out, "expiredRanOut"},
                                    Entry{SubscriptionEvent::disabled_ran_out, "disabledRanOut"},
                                    Entry{SubscriptionEvent::reactivated, "reactivated"},
                                    Entry{SubscriptionEvent::taken_over, "takenOver"},
                                    Entry{SubscriptionEvent::trial_ended, "trialEnded"},
                                    Entry{SubscriptionEvent::unpaid_too_long, "unpaidTooLong"}};
};

template <>
struct EnumText<SubscriptionAction> {
  using Entry = EnumEntry<SubscriptionAction>;
  static constexpr std::array table{
      Entry{SubscriptionAction::use, "use"},
      Entry{SubscriptionAction::assign, "assign"},
      Entry{SubscriptionAction::unassign, "unassign"},
      Entry{SubscriptionAction::change_quantity, "changeQuantity"},
      Entry{SubscriptionAction::cancel, "cancel"},
      Entry{SubscriptionAction::change_recurring_billing, "changeRecurringBilling"},
      Entry{SubscriptionAction::reactivate, "reactivate"},
      Entry{SubscriptionAction::transfer, "transfer"},
      Entry{SubscriptionAction::take_over, "takeOver"}};
};

}  // namespace perseat
