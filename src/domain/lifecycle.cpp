// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/lifecycle.h"

namespace perseat {
namespace {

using Status = SubscriptionStatus;
using Event = SubscriptionEvent;

struct Transition {
  Status from;
  Event event;
  Status to;
};

// Every move there is; what is not listed cannot happen.
constexpr std::array transitions{
    Transition{Status::pending_payment, Event::purchase_paid, Status::active},
    Transition{Status::pending_payment, Event::purchase_failed, Status::deleted},
    Transition{Status::pending_payment, Event::trial_started, Status::trial},
    Transition{Status::trial, Event::purchase_paid, Status::active},
    Transition{Status::trial, Event::renewed, Status::active},
    Transition{Status::trial, Event::trial_ended, Status::expired},
    Transition{Status::trial, Event::canceled, Status::disabled},
    Transition{Status::trial, Event::taken_over, Status::deleted},
    Transition{Status::active, Event::renewed, Status::active},
    Transition{Status::active, Event::term_ended, Status::expired},
    Transition{Status::active, Event::canceled, Status::disabled},
    Transition{Status::active, Event::unpaid_too_long, Status::disabled},
    Transition{Status::active, Event::taken_over, Status::deleted},
    Transition{Status::expired, Event::reactivated, Status::active},
    Transition{Status::expired, Event::expired_ran_out, Status::disabled},
    Transition{Status::expired, Event::taken_over, Status::deleted},
    Transition{Status::disabled, Event::reactivated, Status::active},
    Transition{Status::disabled, Event::disabled_ran_out, Status::deleted},
    Transition{Status::disabled, Event::taken_over, Status::deleted}};

// The states that allow an action. Seats change only on a paid subscription: a trial is bought
// first. Recurring billing of a trial says whether it becomes paid at its end.
bool is_listed(Status status, SubscriptionAction action) {
  switch (action) {
    case SubscriptionAction::use:
    case SubscriptionAction::assign:
      return status == Status::trial || status == Status::active || status == Status::expired;
    case SubscriptionAction::unassign:
    case SubscriptionAction::transfer:
    case SubscriptionAction::take_over:
      return status != Status::pending_payment && status != Status::deleted;
    case SubscriptionAction::change_quantity: return status == Status::active;
    case SubscriptionAction::cancel:
    case SubscriptionAction::change_recurring_billing:
      return status == Status::trial || status == Status::active;
    case SubscriptionAction::reactivate:
      return status == Status::expired || status == Status::disabled;
  }
  return false;
}

}  // namespace

std::optional<SubscriptionStatus> next_status(SubscriptionStatus status, SubscriptionEvent event) {
  for (const Transition& transition : transitions) {
    if (transition.from == status && transition.event == event) return transition.to;
  }
  return std::nullopt;
}

std::optional<SubscriptionEvent> event_at_end(SubscriptionStatus status) {
  switch (status) {
    case Status::trial: return Event::trial_ended;
    case Status::active: return Event::term_ended;
    case Status::expired: return Event::expired_ran_out;
    case Status::disabled: return Event::disabled_ran_out;
    case Status::pending_payment:
    case Status::deleted: return std::nullopt;
  }
  return std::nullopt;
}

std::string_view refusal(SubscriptionStatus status, SubscriptionAction action) {
  if (is_listed(status, action)) return {};
  switch (status) {
    case Status::pending_payment: return "paymentPending";
    case Status::trial:
      return action == SubscriptionAction::reactivate ? "alreadyActive" : "buyTrialFirst";
    case Status::active: return "alreadyActive";
    case Status::expired: return "subscriptionExpired";
    case Status::disabled: return "subscriptionDisabled";
    case Status::deleted: return "subscriptionDeleted";
  }
  return "subscriptionDeleted";
}

std::optional<Date> runs_out_on(SubscriptionStatus status, Date since, const LifecycleDays& days) {
  switch (status) {
    case Status::trial: return since.plus_days(days.trial);
    case Status::expired: return since.plus_days(days.expired);
    case Status::disabled: return since.plus_days(days.disabled);
    case Status::pending_payment:
    case Status::active:
    case Status::deleted: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace perseat
