// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Time that passes in a test: whatever falls due is done at its moment, with the test in the place
// of the bank.
#pragma once

#include <functional>
#include <string_view>

#include "support/buying.h"

namespace perseat::test {

class PassingTime {
 public:
  explicit PassingTime(Shop& shop) : shop_(shop) {}

  // Whether the bank pays a charge.
  std::function<bool(const PaymentAttempt&)> pays = [](const PaymentAttempt&) { return true; };

  // Until noon of the day in Berlin, e.g. "2026-02-28".
  void until(std::string_view day);
  // Everything that is due now, and its charges.
  void catch_up();

 private:
  void run_due();
  void answer_charges();

  Shop& shop_;
};

}  // namespace perseat::test
