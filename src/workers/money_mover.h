// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One attempt at the gateway: charges, refunds or asks how it stands. It may block for as long as
// the gateway takes.
#pragma once

#include <optional>
#include <string>

#include "ports/payment_gateway.h"
#include "store/payment_work.h"
#include "usecases/payments/settle_payment.h"

namespace perseat::workers {

struct MoneyTimes {
  // A buyer who asked for something waits this long at most: later their card is not charged any
  // more, and a charge that they have not confirmed is given up.
  std::int64_t buyer_waits_ms = hour_ms;
  // A gateway may find a charge late. When the last try is this long ago and it finds none, there
  // is none.
  std::int64_t certainly_found_ms = hour_ms;
};

// What is known about earlier tries of the attempt.
struct Try {
  Instant now;
  bool is_retry = false;  // an earlier try may have reached the gateway
  std::int64_t last_try_ago_ms = 0;
};

class MoneyMover {
 public:
  // Requires: the gateway lives longer.
  MoneyMover(ports::PaymentGateway& gateway, MoneyTimes times, std::string return_url)
      : gateway_(gateway), times_(times), return_url_(std::move(return_url)) {}

  // How the attempt ended or what it waits for; nothing when that is not known yet. Errors:
  // unavailable.
  Result<std::optional<usecases::PaymentOutcome>> move(const store::PaymentWork& work,
                                                       const Try& attempt_try);

 private:
  using Outcome = Result<std::optional<usecases::PaymentOutcome>>;

  Outcome charge(const store::PaymentWork& work, const Try& attempt_try);
  Outcome look_after_confirmation(const store::PaymentWork& work, bool is_late);
  Outcome look_up(const store::PaymentWork& work, const Try& attempt_try);
  Outcome refund(const store::PaymentWork& work, const Try& attempt_try);

  ports::PaymentGateway& gateway_;
  MoneyTimes times_;
  std::string return_url_;
};

}  // namespace perseat::workers
