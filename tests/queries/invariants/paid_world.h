// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A world in which money moved: ten seats were bought and paid, two given back with a refund.
#pragma once

#include "support/samples.h"

namespace perseat::test {

struct PaidWorld {
  World world;
  SubscriptionId subscription;
  BillingProfileId profile;
  InvoiceId invoice;
  InvoiceId note;
  AttemptId charge;
  AttemptId refund;
};

// Eight seats, one of them given to the colleague; two events in the audit log.
PaidWorld make_paid_world(Harness& harness);

}  // namespace perseat::test
