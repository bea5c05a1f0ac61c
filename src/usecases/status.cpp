// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/status.h"

#include <string>

namespace perseat::usecases {
namespace {

std::string_view explain_refusal(std::string_view reason) {
  if (reason == "paymentPending") return "The first payment of this subscription is under way.";
  if (reason == "buyTrialFirst") return "This is a trial. Buy it first.";
  if (reason == "alreadyActive") return "The subscription is active already.";
  if (reason == "subscriptionExpired") return "The subscription has expired. Reactivate it first.";
  if (reason == "subscriptionDisabled") return "The subscription is disabled. Reactivate it first.";
  return "The subscription is deleted. It can only be bought anew.";
}

}  // namespace

Result<void> require_status(SubscriptionStatus status, SubscriptionAction action) {
  const std::string_view reason = refusal(status, action);
  if (reason.empty()) return {};
  return conflict(std::string(reason), std::string(explain_refusal(reason)));
}

}  // namespace perseat::usecases
