// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A payment gateway in memory, written by hand: it does what it is told before, counts what it did,
// and keeps the promise of one charge per attempt.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>

#include "ports/payment_gateway.h"

namespace perseat::test {

class FakeGateway final : public ports::PaymentGateway {
 public:
  // How the next charges end, instead of succeeding. `unknown`: the money moves and the answer is
  // lost.
  void answer_charges_with(ports::ChargeOutcome outcome);
  // Every call fails with this until it is cleared: the gateway is away.
  void fail_with(std::optional<Error> error);
  // The card that a token stands for; without, a Visa of DE that is good until 12/2030. The token
  // "unknown" is none.
  void add_token(const std::string& token, ports::CardDetails card);

  [[nodiscard]] std::int64_t charged_minor() const;
  [[nodiscard]] std::int64_t refunded_minor() const;
  [[nodiscard]] std::size_t charges() const;  // distinct attempts that took money
  [[nodiscard]] bool is_attached(const std::string& token) const;
  [[nodiscard]] std::size_t attached() const;
  [[nodiscard]] std::size_t customers() const;
  [[nodiscard]] std::size_t detach_calls() const;

  Result<std::string> create_customer(const ports::CustomerRequest& request) override;
  Result<ports::CardDetails> attach_payment_method(const std::string& customer,
                                                   const std::string& token) override;
  Result<ports::CardDetails> update_payment_method(const std::string& token,
                                                   const ports::CardChanges& changes) override;
  Result<void> detach_payment_method(const std::string& token) override;
  Result<ports::ChargeOutcome> charge(const ports::ChargeRequest& request) override;
  Result<std::optional<ports::ChargeOutcome>> find_charge(AttemptId attempt) override;
  Result<ports::ChargeOutcome> cancel_charge(const std::string& payment_reference) override;
  Result<ports::RefundOutcome> refund(const ports::RefundRequest& request) override;
  Result<std::optional<ports::RefundOutcome>> find_refund(
      AttemptId attempt, const std::string& payment_reference) override;

 private:
  struct Charge {
    ports::ChargeOutcome outcome;
    std::int64_t minor = 0;
  };

  mutable std::mutex mutex_;
  std::optional<Error> failure_;
  ports::ChargeOutcome next_{ports::ChargeStatus::succeeded, {}, {}, {}, {}};
  std::map<std::string, ports::CardDetails> tokens_;
  std::set<std::string> attached_;
  std::set<std::string> customers_;
  std::size_t detach_calls_ = 0;
  std::map<Uuid, Charge> charges_;
  std::map<Uuid, std::int64_t> refunds_;
};

}  // namespace perseat::test
