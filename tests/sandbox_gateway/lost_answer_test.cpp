// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the adapter makes of a gateway that fails, hangs and loses answers.
#include <rapidcheck.h>

#include "sandbox_gateway/sandbox_fixture.h"

namespace perseat::sandbox_gateway {
namespace {

using ports::ChargeStatus;
using ports::DeclineCode;
using ports::RefundStatus;

class LostAnswer : public SandboxTest {
 protected:
  void SetUp() override { start(); }

  ports::ChargeRequest seats() {
    const std::string buyer = customer();
    return charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(2'500));
  }

  // What a reconciler does: asks, and repeats what is not there. Nothing after `tries_max`.
  std::optional<ports::ChargeOutcome> drive(ports::ChargeRequest request, int tries_max) {
    for (int i = 0; i < tries_max; ++i) {
      const auto outcome = gateway().charge(request);
      if (outcome && outcome->status != ChargeStatus::unknown) return *outcome;
      request.is_retry = true;
      const auto found = gateway().find_charge(request.attempt);
      if (found && *found && (*found)->status != ChargeStatus::unknown) return **found;
    }
    return std::nullopt;
  }
};

TEST_F(LostAnswer, AfterChargingIsUnknownThenFoundCharged) {
  const auto request = seats();
  order_fault("payment_intents.confirm", "answer_lost");
  const auto outcome = gateway().charge(request);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status, ChargeStatus::unknown);
  const auto found = gateway().find_charge(request.attempt);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->status, ChargeStatus::succeeded);
  EXPECT_EQ(ledger().size(), 1U);
  const auto repeated = gateway().charge(request);
  ASSERT_TRUE(repeated);
  EXPECT_EQ(repeated->status, ChargeStatus::succeeded);
  EXPECT_EQ(repeated->payment_reference, (*found)->payment_reference);
  EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(LostAnswer, EveryFaultOfConfirmingIsToldApart) {
  struct Row {
    std::string_view kind;
    std::optional<ChargeStatus> status;  // nothing: an error, no money moved
    std::size_t moved;
  };
  const Row rows[] = {{"answer_lost", ChargeStatus::unknown, 1},
                      {"error_after", ChargeStatus::unknown, 1},
                      {"error_before", ChargeStatus::unknown, 0},
                      {"hang", ChargeStatus::unknown, 0},
                      {"delay", ChargeStatus::unknown, 1}};
  std::size_t moved = 0;
  for (const Row& row : rows) {
    const auto request = seats();
    order_fault("payment_intents.confirm", std::string(row.kind),
                row.kind == "delay" ? "delay_ms=600" : "");
    const auto outcome = gateway().charge(request);
    ASSERT_TRUE(outcome) << row.kind;
    EXPECT_EQ(outcome->status, row.status) << row.kind;
    EXPECT_FALSE(outcome->payment_reference.empty()) << row.kind;
    moved += row.moved;
    EXPECT_EQ(ledger().size(), moved) << row.kind;
    const auto found = gateway().find_charge(request.attempt);
    ASSERT_TRUE(found) << row.kind;
    EXPECT_EQ(found->has_value(), row.moved == 1) << row.kind;
    const auto end = drive(request, 2);
    ASSERT_TRUE(end) << row.kind;
    EXPECT_EQ(end->status, ChargeStatus::succeeded) << row.kind;
    moved += 1 - row.moved;
    EXPECT_EQ(ledger().size(), moved) << row.kind;
  }
}

TEST_F(LostAnswer, FaultsOfCreatingMoveNoMoneyAndAreRetried) {
  for (const std::string kind : {"answer_lost", "error_after", "error_before", "hang", "delay"}) {
    const auto request = seats();
    const auto before = ledger().size();
    order_fault("payment_intents.create", kind, kind == "delay" ? "delay_ms=600" : "");
    const auto outcome = gateway().charge(request);
    ASSERT_FALSE(outcome) << kind;
    EXPECT_EQ(outcome.error().reason, "gatewayUnavailable") << kind;
    EXPECT_EQ(ledger().size(), before) << kind;
    const auto end = drive(request, 2);
    ASSERT_TRUE(end) << kind;
    EXPECT_EQ(end->status, ChargeStatus::succeeded) << kind;
    EXPECT_EQ(ledger().size(), before + 1) << kind;
  }
}

TEST_F(LostAnswer, AFailureThatTheGatewayRepeatsForeverIsPassedBySearching) {
  const auto request = seats();
  order_fault("payment_intents.create", "error_after");
  EXPECT_FALSE(gateway().charge(request));
  // Without is_retry the same key brings the same failure, which is looked behind.
  const auto second = gateway().charge(request);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->status, ChargeStatus::succeeded);
  EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(LostAnswer, OfARefundIsUnknownThenFound) {
  const auto paid = gateway().charge(seats());
  ASSERT_TRUE(paid);
  for (const std::string kind : {"answer_lost", "error_after", "delay"}) {
    ports::RefundRequest request{next_attempt(), paid->payment_reference, euro(100), {}, false};
    const auto before = ledger().size();
    order_fault("refunds.create", kind, kind == "delay" ? "delay_ms=600" : "");
    const auto outcome = gateway().refund(request);
    ASSERT_TRUE(outcome) << kind;
    EXPECT_EQ(outcome->status, RefundStatus::unknown) << kind;
    const auto found = gateway().find_refund(request.attempt, paid->payment_reference);
    ASSERT_TRUE(found && *found) << kind;
    EXPECT_EQ((*found)->status, RefundStatus::succeeded) << kind;
    request.is_retry = true;
    const auto again = gateway().refund(request);
    ASSERT_TRUE(again) << kind;
    EXPECT_EQ(again->status, RefundStatus::succeeded) << kind;
    EXPECT_EQ(ledger().size(), before + 1) << kind;
  }
}

TEST_F(LostAnswer, ARefundTheBankRefusesFailsAndLeavesTheChargeWhole) {
  const auto paid = gateway().charge(seats());
  ASSERT_TRUE(paid);
  order_fault("refunds.create", "decline");
  const auto refused =
      gateway().refund({next_attempt(), paid->payment_reference, euro(2'500), {}, false});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, RefundStatus::failed);
  EXPECT_EQ(refused->failure_text, "declined");
  const auto whole =
      gateway().refund({next_attempt(), paid->payment_reference, euro(2'500), {}, false});
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->status, RefundStatus::succeeded);
}

TEST_F(LostAnswer, OrderedDeclinesHaveTheirCode) {
  const auto request = seats();
  order_fault("payment_intents.confirm", "decline", "code=insufficient_funds");
  const auto outcome = gateway().charge(request);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->decline, DeclineCode::insufficient_funds);
  // A decline is the attempt's end; a new attempt with the same card succeeds.
  EXPECT_EQ(gateway().charge(request)->status, ChargeStatus::declined);
  auto next = request;
  next.attempt = next_attempt();
  EXPECT_EQ(gateway().charge(next)->status, ChargeStatus::succeeded);
  EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(LostAnswer, FaultsSkipAndCount) {
  order_fault("customers.create", "error_before", "skip=1");
  EXPECT_TRUE(gateway().create_customer({{}, "first"}));
  EXPECT_FALSE(gateway().create_customer({{}, "second"}));
  EXPECT_TRUE(gateway().create_customer({{}, "third"}));
}

TEST_F(LostAnswer, AGatewayThatIsAwayIsUnavailable) {
  const auto request = seats();
  stop();
  const auto outcome = gateway().charge(request);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
  EXPECT_EQ(outcome.error().reason, "gatewayUnavailable");
}

TEST_F(LostAnswer, AWrongKeyIsMisconfiguration) {
  Options options;
  options.secret_key = "sk_test_another";
  start(options);
  const auto made = gateway().create_customer({{}, "anyone"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().reason, "gatewayMisconfigured");
}

TEST_F(LostAnswer, KeysForRealMoneyGoOverTlsOnly) {
  const auto plain = gateway_stripe::open_gateway({sandbox().url(), "sk_live_x", "", 100, 100});
  ASSERT_FALSE(plain);
  EXPECT_EQ(plain.error().reason, "gatewayMisconfigured");
  EXPECT_TRUE(gateway_stripe::open_gateway({"https://pay.example", "sk_live_x", "", 100, 100}));
  EXPECT_FALSE(gateway_stripe::open_gateway({"https://pay.example", "sk\r\nx", "", 100, 100}));
  EXPECT_FALSE(gateway_stripe::open_gateway({"ftp://pay.example", "sk_test_x", "", 100, 100}));
}

// Whatever fails in whatever order: once everything works again the attempt ends charged, once.
TEST_F(LostAnswer, AnyFaultsEndInOneCharge) {
  const std::vector<std::string> kinds{"answer_lost", "error_before", "error_after"};
  const std::vector<std::string> operations{"payment_intents.create", "payment_intents.confirm",
                                            "payment_intents.search"};
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");
  rc::check([&] {
    const auto before = ledger().size();
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i)
      order_fault(*rc::gen::elementOf(operations), *rc::gen::elementOf(kinds),
                  "skip=" + std::to_string(*rc::gen::inRange(0, 3)));
    const auto request = charge_request(buyer, card, euro(*rc::gen::inRange(1, 100'000)));
    const auto end = drive(request, 30);
    RC_ASSERT(end.has_value());
    RC_ASSERT(end->status == ChargeStatus::succeeded);
    RC_ASSERT(ledger().size() == before + 1);
    RC_ASSERT(ledger().back().amount == request.amount.minor);
  });
}

}  // namespace
}  // namespace perseat::sandbox_gateway
