// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Attempts to move money as the payment worker takes them up.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/billing.h"
#include "domain/payment.h"
#include "ports/database.h"

namespace perseat::store {

struct PaymentWork {
  PaymentAttempt attempt;
  PaymentMethod payment_method;
};

// Nothing when there is no such attempt.
Result<std::optional<PaymentWork>> find_payment_work(ports::Connection& reader,
                                                     const PaymentAttempt::Key& key);

// The one where a page ended is where the next one begins.
struct OpenAttempt {
  Instant created_at;
  PaymentAttempt::Key key;
  Lease lease;
};

// Attempts whose end is not known, oldest first, of all organizations, after the one given.
Result<std::vector<OpenAttempt>> open_attempts(ports::Connection& reader, const OpenAttempt& after,
                                               std::int64_t limit);

}  // namespace perseat::store
