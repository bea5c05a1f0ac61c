// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payments/claim_payment.h"

#include <gtest/gtest.h>

#include "support/buying.h"
#include "support/other_server.h"

namespace perseat::usecases {
namespace {

class ClaimPaymentTest : public testing::Test {
 protected:
  ClaimPaymentTest() {
    attempt_ = first_.run(shop_.purchase(4), shop_.buyer())->attempt;
    system_.org = shop_.world().org;
  }
  PaymentAttempt stored() { return shop_.attempts().front(); }
  Result<ClaimPayment::Output> claim(test::OtherServer& server, Lease lease) {
    return server.run(ClaimPayment{attempt_, lease}, system_);
  }
  Result<SettlePayment::Output> settle(test::OtherServer& server, AttemptStatus status) {
    const PaymentAttempt row = stored();
    const std::string code = status == AttemptStatus::declined ? "canceled" : "";
    return server.run(
        SettlePayment{attempt_, row.invoice, row.subscription, {status, "charge", code, ""}, {}},
        system_);
  }

  test::Harness harness_;
  test::Shop shop_{harness_};
  test::OtherServer first_{harness_, 11};
  test::OtherServer second_{harness_, 22};
  AttemptId attempt_;
  Actor system_;
};

TEST_F(ClaimPaymentTest, AnAttemptIsOfTheServerThatMadeIt) {
  EXPECT_EQ(stored().lease, (Lease{first_.id(), 0}));
}

TEST_F(ClaimPaymentTest, OneOfThoseWhoSawTheSameLeaseGetsIt) {
  const Lease seen = stored().lease;
  EXPECT_TRUE(claim(second_, seen)->is_ours);
  EXPECT_FALSE(claim(first_, seen)->is_ours);
  EXPECT_EQ(stored().lease, (Lease{second_.id(), 1}));
  EXPECT_TRUE(claim(second_, stored().lease)->is_ours) << "renewed";
  EXPECT_EQ(stored().lease, (Lease{second_.id(), 2}));
}

TEST_F(ClaimPaymentTest, WhoHasLostTheLeaseSettlesNothing) {
  ASSERT_TRUE(claim(second_, stored().lease)->is_ours);
  EXPECT_EQ(settle(first_, AttemptStatus::declined).error().reason, "notFound");
  EXPECT_EQ(stored().status, AttemptStatus::open);
  ASSERT_TRUE(settle(second_, AttemptStatus::succeeded).has_value());
  const auto late = settle(first_, AttemptStatus::declined);
  ASSERT_TRUE(late.has_value());
  EXPECT_TRUE(late->was_settled);
  EXPECT_EQ(late->outcome.status, AttemptStatus::succeeded);
  EXPECT_EQ(stored().status, AttemptStatus::succeeded);
}

TEST_F(ClaimPaymentTest, WhatIsSettledIsNobodysToTake) {
  ASSERT_TRUE(settle(first_, AttemptStatus::succeeded).has_value());
  EXPECT_FALSE(claim(second_, stored().lease)->is_ours);
  EXPECT_EQ(stored().lease.server, first_.id());
}

TEST_F(ClaimPaymentTest, IsForTheSystem) {
  const auto refused = second_.run(ClaimPayment{attempt_, stored().lease}, shop_.buyer());
  EXPECT_EQ(refused.error().reason, "notFound");
  Actor other = system_;
  other.org = shop_.world().other_org;
  EXPECT_EQ(second_.run(ClaimPayment{attempt_, {}}, other).error().reason, "notFound");
}

}  // namespace
}  // namespace perseat::usecases
