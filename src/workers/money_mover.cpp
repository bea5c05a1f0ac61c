// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/money_mover.h"

#include <utility>

#include "base/log.h"

namespace perseat::workers {
namespace {

using usecases::PaymentOutcome;
using Maybe = std::optional<PaymentOutcome>;

PaymentOutcome declined(std::string code) {
  return {AttemptStatus::declined, "", std::move(code), ""};
}

Maybe outcome_of(const ports::ChargeOutcome& charge) {
  switch (charge.status) {
    case ports::ChargeStatus::succeeded:
      return PaymentOutcome{AttemptStatus::succeeded, charge.payment_reference, "", ""};
    case ports::ChargeStatus::declined: {
      PaymentOutcome outcome = declined(
          std::string(enum_text(charge.decline.value_or(ports::DeclineCode::generic_decline))));
      outcome.gateway_reference = charge.payment_reference;
      return outcome;
    }
    case ports::ChargeStatus::needs_action:
      return PaymentOutcome{AttemptStatus::needs_action, charge.payment_reference, "",
                            charge.next_action_url};
    case ports::ChargeStatus::unknown: return std::nullopt;
  }
  return std::nullopt;
}

// An error of the gateway is either "try again" or the end of the attempt.
Result<Maybe> outcome_of_error(const Error& error, const PaymentAttempt& attempt) {
  if (error.code == ErrorCode::unavailable) return error;
  if (error.code == ErrorCode::payment_declined) return Maybe{declined(error.reason)};
  log_error("paymentRefused").with("attempt", attempt.id).with("reason", error.reason);
  return Maybe{declined("processingError")};
}

bool is_by_buyer(const PaymentAttempt& attempt) { return !attempt.actor.is_nil(); }

ports::ChargeRequest request_of(const store::PaymentWork& work, bool is_retry,
                                const std::string& return_url) {
  const PaymentAttempt& attempt = work.attempt;
  ports::ChargeRequest request;
  request.attempt = attempt.id;
  request.customer = work.payment_method.gateway_customer;
  request.payment_method_token = work.payment_method.gateway_token;
  request.amount = {attempt.amount_minor, attempt.currency};
  request.description = "Subscription " + attempt.subscription.text();
  request.org = attempt.org;
  request.invoice = attempt.invoice;
  request.buyer_is_present = is_by_buyer(attempt);
  request.return_url = return_url + attempt.subscription.text();
  request.is_retry = is_retry;
  return request;
}

}  // namespace

MoneyMover::Outcome MoneyMover::move(const store::PaymentWork& work, const Try& attempt_try) {
  if (work.attempt.purpose == AttemptPurpose::refund) return refund(work, attempt_try);
  return charge(work, attempt_try);
}

MoneyMover::Outcome MoneyMover::charge(const store::PaymentWork& work, const Try& attempt_try) {
  const PaymentAttempt& attempt = work.attempt;
  const bool is_late =
      is_by_buyer(attempt) && attempt_try.now.ms - attempt.created_at.ms > times_.buyer_waits_ms;
  if (attempt.status == AttemptStatus::needs_action) return look_after_confirmation(work, is_late);
  if (is_late) return look_up(work, attempt_try);
  const auto charged = gateway_.charge(request_of(work, attempt_try.is_retry, return_url_));
  if (!charged) return outcome_of_error(charged.error(), attempt);
  return outcome_of(*charged);
}

MoneyMover::Outcome MoneyMover::look_after_confirmation(const store::PaymentWork& work,
                                                        bool is_late) {
  const PaymentAttempt& attempt = work.attempt;
  const auto found = gateway_.find_charge(attempt.id);
  if (!found) return outcome_of_error(found.error(), attempt);
  const bool is_waiting = !*found || (**found).status == ports::ChargeStatus::needs_action;
  if (!is_waiting || !is_late || attempt.gateway_reference.empty())
    return *found ? outcome_of(**found) : Maybe{};
  const auto ended = gateway_.cancel_charge(attempt.gateway_reference);
  if (!ended) return outcome_of_error(ended.error(), attempt);
  return outcome_of(*ended);
}

MoneyMover::Outcome MoneyMover::look_up(const store::PaymentWork& work, const Try& attempt_try) {
  const auto found = gateway_.find_charge(work.attempt.id);
  if (!found) return outcome_of_error(found.error(), work.attempt);
  if (*found) return outcome_of(**found);
  if (attempt_try.last_try_ago_ms < times_.certainly_found_ms) return Maybe{};
  return Maybe{declined(std::string(enum_text(ports::DeclineCode::canceled)))};
}

MoneyMover::Outcome MoneyMover::refund(const store::PaymentWork& work, const Try& attempt_try) {
  const PaymentAttempt& attempt = work.attempt;
  std::optional<ports::RefundOutcome> refunded;
  if (attempt_try.is_retry) {
    const auto found = gateway_.find_refund(attempt.id, attempt.gateway_reference);
    if (!found) return outcome_of_error(found.error(), attempt);
    refunded = *found;
  }
  if (!refunded) {
    const auto made = gateway_.refund({attempt.id, attempt.gateway_reference,
                                       Money{attempt.amount_minor, attempt.currency}, attempt.org});
    if (!made) return outcome_of_error(made.error(), attempt);
    refunded = *made;
  }
  if (refunded->status == ports::RefundStatus::succeeded)
    return Maybe{PaymentOutcome{AttemptStatus::succeeded, refunded->refund_reference, "", ""}};
  if (refunded->status != ports::RefundStatus::failed) return Maybe{};
  log_error("refundFailed").with("attempt", attempt.id).with("text", refunded->failure_text);
  return Maybe{declined("processingError")};
}

}  // namespace perseat::workers
