// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/fake_gateway.h"

namespace perseat::test {
namespace {

ports::CardDetails default_card(const std::string& token) {
  ports::CardDetails card;
  card.token = token;
  card.brand = "visa";
  card.last4 = "4242";
  card.expiry_month = 12;
  card.expiry_year = 2030;
  card.country = "DE";
  return card;
}

}  // namespace

void FakeGateway::answer_charges_with(ports::ChargeOutcome outcome) {
  const std::lock_guard lock(mutex_);
  next_ = std::move(outcome);
}

void FakeGateway::fail_with(std::optional<Error> error) {
  const std::lock_guard lock(mutex_);
  failure_ = std::move(error);
}

void FakeGateway::add_token(const std::string& token, ports::CardDetails card) {
  const std::lock_guard lock(mutex_);
  card.token = token;
  tokens_[token] = std::move(card);
}

std::int64_t FakeGateway::charged_minor() const {
  const std::lock_guard lock(mutex_);
  std::int64_t sum = 0;
  for (const auto& [attempt, charge] : charges_) {
    if (charge.outcome.status == ports::ChargeStatus::succeeded) sum += charge.minor;
  }
  return sum;
}

std::int64_t FakeGateway::refunded_minor() const {
  const std::lock_guard lock(mutex_);
  std::int64_t sum = 0;
  for (const auto& [attempt, minor] : refunds_) sum += minor;
  return sum;
}

std::size_t FakeGateway::charges() const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [attempt, charge] : charges_)
    count += charge.outcome.status == ports::ChargeStatus::succeeded ? 1U : 0U;
  return count;
}

bool FakeGateway::is_attached(const std::string& token) const {
  const std::lock_guard lock(mutex_);
  return attached_.contains(token);
}

std::size_t FakeGateway::attached() const {
  const std::lock_guard lock(mutex_);
  return attached_.size();
}

std::size_t FakeGateway::customers() const {
  const std::lock_guard lock(mutex_);
  return customers_.size();
}

std::size_t FakeGateway::detach_calls() const {
  const std::lock_guard lock(mutex_);
  return detach_calls_;
}

Result<std::string> FakeGateway::create_customer(const ports::CustomerRequest& request) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  return *customers_.insert("cus_" + request.org.text() + request.name).first;
}

Result<ports::CardDetails> FakeGateway::attach_payment_method(const std::string& customer,
                                                              const std::string& token) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  CHECK(!customer.empty());
  if (token == "unknown") return not_found();
  attached_.insert(token);
  return tokens_.try_emplace(token, default_card(token)).first->second;
}

Result<ports::CardDetails> FakeGateway::update_payment_method(const std::string& token,
                                                              const ports::CardChanges& changes) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  auto& card = tokens_.try_emplace(token, default_card(token)).first->second;
  if (changes.security_code_token == "unknown") return not_found();
  if (changes.expiry_month) card.expiry_month = *changes.expiry_month;
  if (changes.expiry_year) card.expiry_year = *changes.expiry_year;
  if (changes.holder_name) card.holder_name = *changes.holder_name;
  if (changes.address) card.address = *changes.address;
  return card;
}

Result<void> FakeGateway::detach_payment_method(const std::string& token) {
  const std::lock_guard lock(mutex_);
  ++detach_calls_;
  if (failure_) return *failure_;
  attached_.erase(token);
  return {};
}

Result<ports::ChargeOutcome> FakeGateway::charge(const ports::ChargeRequest& request) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  CHECK(request.amount.minor > 0);
  const auto known = charges_.find(request.attempt.uuid);
  if (known != charges_.end()) return known->second.outcome;
  ports::ChargeOutcome outcome = next_;
  outcome.payment_reference = "pi_" + request.attempt.text();
  Charge& charge = charges_[request.attempt.uuid];
  charge = {outcome, request.amount.minor};
  if (outcome.status != ports::ChargeStatus::unknown) return outcome;
  charge.outcome.status = ports::ChargeStatus::succeeded;
  return ports::ChargeOutcome{ports::ChargeStatus::unknown, {}, {}, {}, {}};
}

Result<std::optional<ports::ChargeOutcome>> FakeGateway::find_charge(AttemptId attempt) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  const auto known = charges_.find(attempt.uuid);
  if (known == charges_.end()) return std::optional<ports::ChargeOutcome>{};
  return std::optional{known->second.outcome};
}

Result<ports::ChargeOutcome> FakeGateway::cancel_charge(const std::string& payment_reference) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  for (auto& [attempt, charge] : charges_) {
    if (charge.outcome.payment_reference != payment_reference) continue;
    if (charge.outcome.status == ports::ChargeStatus::needs_action) {
      charge.outcome.status = ports::ChargeStatus::declined;
      charge.outcome.decline = ports::DeclineCode::canceled;
    }
    return charge.outcome;
  }
  return not_found();
}

Result<ports::RefundOutcome> FakeGateway::refund(const ports::RefundRequest& request) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  refunds_.try_emplace(request.attempt.uuid, request.amount.minor);
  return ports::RefundOutcome{ports::RefundStatus::succeeded, "re_" + request.attempt.text(), ""};
}

Result<std::optional<ports::RefundOutcome>> FakeGateway::find_refund(AttemptId attempt,
                                                                     const std::string&) {
  const std::lock_guard lock(mutex_);
  if (failure_) return *failure_;
  if (!refunds_.contains(attempt.uuid)) return std::optional<ports::RefundOutcome>{};
  return std::optional{
      ports::RefundOutcome{ports::RefundStatus::succeeded, "re_" + attempt.text(), ""}};
}

}  // namespace perseat::test
