// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/lifecycle.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

namespace perseat {
namespace {

using Status = SubscriptionStatus;
using Event = SubscriptionEvent;
using Action = SubscriptionAction;

TEST(Lifecycle, MovesOnlyAsTheTableSays) {
  const std::map<std::pair<std::string, std::string>, std::string> moves{
      {{"pendingPayment", "purchasePaid"}, "active"},
      {{"pendingPayment", "purchaseFailed"}, "deleted"},
      {{"pendingPayment", "trialStarted"}, "trial"},
      {{"trial", "purchasePaid"}, "active"},
      {{"trial", "renewed"}, "active"},
      {{"trial", "trialEnded"}, "expired"},
      {{"trial", "canceled"}, "disabled"},
      {{"trial", "takenOver"}, "deleted"},
      {{"active", "renewed"}, "active"},
      {{"active", "termEnded"}, "expired"},
      {{"active", "canceled"}, "disabled"},
      {{"active", "unpaidTooLong"}, "disabled"},
      {{"active", "takenOver"}, "deleted"},
      {{"expired", "reactivated"}, "active"},
      {{"expired", "expiredRanOut"}, "disabled"},
      {{"expired", "takenOver"}, "deleted"},
      {{"disabled", "reactivated"}, "active"},
      {{"disabled", "disabledRanOut"}, "deleted"},
      {{"disabled", "takenOver"}, "deleted"}};
  for (const auto& [status, status_text] : EnumText<Status>::table) {
    for (const auto& [event, event_text] : EnumText<Event>::table) {
      const auto known = moves.find({std::string(status_text), std::string(event_text)});
      const auto next = next_status(status, event);
      const std::string found = next ? std::string(enum_text(*next)) : "";
      EXPECT_EQ(found, known == moves.end() ? "" : known->second)
          << status_text << " " << event_text;
    }
  }
}

TEST(Lifecycle, AllowsInEachStateWhatTheTableSays) {
  struct Row {
    Status status;
    Action action;
    const char* reason;
  };
  const Row rows[] = {{Status::pending_payment, Action::use, "paymentPending"},
                      {Status::pending_payment, Action::assign, "paymentPending"},
                      {Status::pending_payment, Action::cancel, "paymentPending"},
                      {Status::trial, Action::use, ""},
                      {Status::trial, Action::assign, ""},
                      {Status::trial, Action::change_quantity, "buyTrialFirst"},
                      {Status::trial, Action::cancel, ""},
                      {Status::trial, Action::change_recurring_billing, ""},
                      {Status::trial, Action::reactivate, "alreadyActive"},
                      {Status::active, Action::use, ""},
                      {Status::active, Action::assign, ""},
                      {Status::active, Action::unassign, ""},
                      {Status::active, Action::change_quantity, ""},
                      {Status::active, Action::cancel, ""},
                      {Status::active, Action::change_recurring_billing, ""},
                      {Status::active, Action::reactivate, "alreadyActive"},
                      {Status::active, Action::take_over, ""},
                      {Status::expired, Action::use, ""},
                      {Status::expired, Action::assign, ""},
                      {Status::expired, Action::change_quantity, "subscriptionExpired"},
                      {Status::expired, Action::cancel, "subscriptionExpired"},
                      {Status::expired, Action::change_recurring_billing, "subscriptionExpired"},
                      {Status::expired, Action::reactivate, ""},
                      {Status::disabled, Action::use, "subscriptionDisabled"},
                      {Status::disabled, Action::assign, "subscriptionDisabled"},
                      {Status::disabled, Action::unassign, ""},
                      {Status::disabled, Action::change_quantity, "subscriptionDisabled"},
                      {Status::disabled, Action::cancel, "subscriptionDisabled"},
                      {Status::disabled, Action::reactivate, ""},
                      {Status::disabled, Action::transfer, ""},
                      {Status::deleted, Action::use, "subscriptionDeleted"},
                      {Status::deleted, Action::reactivate, "subscriptionDeleted"},
                      {Status::deleted, Action::take_over, "subscriptionDeleted"}};
  for (const Row& row : rows) {
    EXPECT_EQ(refusal(row.status, row.action), row.reason)
        << enum_text(row.status) << " " << enum_text(row.action);
  }
}

TEST(Lifecycle, DeletedIsFinal) {
  for (const auto& entry : EnumText<Event>::table)
    EXPECT_FALSE(next_status(Status::deleted, entry.first)) << entry.second;
  for (const auto& entry : EnumText<Action>::table)
    EXPECT_FALSE(allows(Status::deleted, entry.first)) << entry.second;
}

TEST(Lifecycle, CountsTheDaysOfEachState) {
  const Date since = make_date(2026, 3, 1);
  const LifecycleDays days;
  EXPECT_EQ(runs_out_on(Status::trial, since, days), make_date(2026, 3, 31));
  EXPECT_EQ(runs_out_on(Status::expired, since, days), make_date(2026, 3, 31));
  EXPECT_EQ(runs_out_on(Status::disabled, since, days), make_date(2026, 5, 30));
  EXPECT_EQ(runs_out_on(Status::disabled, since, {30, 30, 7}), make_date(2026, 3, 8));
  EXPECT_FALSE(runs_out_on(Status::active, since, days));
  EXPECT_FALSE(runs_out_on(Status::deleted, since, days));
}

}  // namespace
}  // namespace perseat
