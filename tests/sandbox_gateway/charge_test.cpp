// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The production adapter against the sandbox, over HTTP: cards, charges, refunds.
#include <atomic>
#include <thread>

#include "adapters/gateway_stripe/wire_words.h"
#include "sandbox_gateway/cards.h"
#include "sandbox_gateway/sandbox_fixture.h"

namespace perseat::sandbox_gateway {
namespace {

using gateway_stripe::FormText;
using gateway_stripe::ReplyKind;
using gateway_stripe::text_of;
using ports::ChargeStatus;
using ports::DeclineCode;
using ports::RefundStatus;

class Charge : public SandboxTest {
 protected:
  void SetUp() override { start(); }

  // What the buyer does on the gateway's page.
  gateway_stripe::Reply answer_page(const std::string& url, const std::string& outcome) {
    FormText form;
    form.add("outcome", outcome);
    return server_client().post(url.substr(sandbox().url().size()), form, {});
  }
};

TEST_F(Charge, TokenizedCardsAreKeptWithTheirDetails) {
  const std::string buyer = customer();
  const auto card = gateway().attach_payment_method(buyer, tokenize("4000004100000003"));
  ASSERT_TRUE(card);
  EXPECT_EQ(card->brand, "visa");
  EXPECT_EQ(card->last4, "0003");
  EXPECT_EQ(card->country, "KR");
  EXPECT_EQ(card->expiry_month, 11);
  EXPECT_EQ(card->expiry_year, 2040);
  EXPECT_EQ(card->holder_name, "Jo Alder");
}

TEST_F(Charge, EveryTestCardEndsAsPublished) {
  struct Row {
    std::string_view number;
    bool attaches;
    std::optional<DeclineCode> decline;
    std::string_view word;
  };
  const Row rows[] = {
      {"4242424242424242", true, {}, ""},
      {"5555555555554444", true, {}, ""},
      {"378282246310005", true, {}, ""},
      {"4000002760000016", true, {}, ""},
      {"4000003800000446", true, {}, ""},  // set up already, and the buyer is away
      {"4000000000000341", true, DeclineCode::generic_decline, "generic_decline"},
      {"4000002500003155", true, DeclineCode::authentication_required, "authentication_required"},
      {"4000002760003184", true, DeclineCode::authentication_required, "authentication_required"},
      {"4000000000000002", false, DeclineCode::generic_decline, "generic_decline"},
      {"4000000000009995", false, DeclineCode::insufficient_funds, "insufficient_funds"},
      {"4000000000009987", false, DeclineCode::lost_card, "lost_card"},
      {"4000000000009979", false, DeclineCode::stolen_card, "stolen_card"},
      {"4000000000000069", false, DeclineCode::expired_card, "expired_card"},
      {"4000000000000127", false, DeclineCode::incorrect_security_code, "incorrect_cvc"},
      {"4000000000000119", false, DeclineCode::processing_error, "processing_error"},
      {"4000000000006975", false, DeclineCode::limit_exceeded, "card_velocity_exceeded"},
      {"4100000000000019", false, DeclineCode::suspected_fraud, "fraudulent"},
  };
  const std::string buyer = customer();
  std::size_t charged = 0;
  for (const Row& row : rows) {
    std::string card = tokenize(std::string(row.number));
    const auto attached = gateway().attach_payment_method(buyer, card);
    ASSERT_EQ(attached.has_value(), row.attaches) << row.number;
    if (!row.attaches) {
      EXPECT_EQ(attached.error().code, ErrorCode::payment_declined) << row.number;
      EXPECT_EQ(attached.error().reason, enum_text(*row.decline)) << row.number;
    }
    const auto outcome = gateway().charge(charge_request(buyer, card, euro(1'250)));
    ASSERT_TRUE(outcome) << row.number << outcome.error().detail;
    EXPECT_EQ(outcome->status, row.decline ? ChargeStatus::declined : ChargeStatus::succeeded);
    EXPECT_EQ(outcome->decline, row.decline) << row.number;
    EXPECT_EQ(outcome->decline_text, row.word) << row.number;
    charged += row.decline ? 0U : 1U;
  }
  EXPECT_EQ(ledger().size(), charged);
}

TEST_F(Charge, RepeatingAnAttemptChargesOnce) {
  const std::string buyer = customer();
  auto request = charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(4'200));
  const auto first = gateway().charge(request);
  const auto second = gateway().charge(request);
  request.is_retry = true;
  const auto third = gateway().charge(request);
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(first->payment_reference, second->payment_reference);
  EXPECT_EQ(first->payment_reference, third->payment_reference);
  EXPECT_EQ(third->status, ChargeStatus::succeeded);
  const std::vector<Moved> expected{{"charge", 4'200, "eur", request.attempt.text() + ":confirm"}};
  EXPECT_EQ(ledger(), expected);
}

TEST_F(Charge, ManyThreadsWithOneAttemptChargeOnce) {
  const std::string buyer = customer();
  const auto request = charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(900));
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto outcome = gateway().charge(request);
      EXPECT_TRUE(!outcome || outcome->status != ChargeStatus::declined);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(Charge, AnAttemptIsNotReusedForAnotherAmount) {
  const std::string buyer = customer();
  auto request = charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(100));
  ASSERT_TRUE(gateway().charge(request));
  request.amount = euro(200);
  for (const bool is_retry : {false, true}) {
    request.is_retry = is_retry;
    const auto second = gateway().charge(request);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().reason, "idempotencyKeyReused");
  }
  EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(Charge, WrongAmountsAndCardsAreRefused) {
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");
  EXPECT_EQ(gateway().charge(charge_request(buyer, card, euro(0))).error().reason, "outOfRange");
  EXPECT_EQ(gateway().charge(charge_request(buyer, card, euro(-5))).error().reason, "outOfRange");
  EXPECT_EQ(gateway().charge(charge_request(buyer, "pm_unheard", euro(5))).error().reason,
            "paymentMethodNotUsable");
  ASSERT_TRUE(gateway().detach_payment_method(card));
  EXPECT_EQ(gateway().charge(charge_request(buyer, card, euro(5))).error().reason,
            "paymentMethodNotUsable");
  EXPECT_TRUE(ledger().empty());
}

TEST_F(Charge, CurrenciesAreCountedAsTheProtocolCounts) {
  struct Row {
    Money amount;
    std::int64_t on_wire;
    std::string_view currency;
  };
  const Row rows[] = {{{1'000, Currency("KRW")}, 1'000, "krw"},
                      {{12'340, Currency("KWD")}, 12'340, "kwd"},
                      {{5, Currency("ISK")}, 500, "isk"},
                      {{70'000, Currency("MGA")}, 700, "mga"}};
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");
  std::size_t count = 0;
  for (const Row& row : rows) {
    ASSERT_TRUE(gateway().charge(charge_request(buyer, card, row.amount)));
    const auto rows_now = ledger();
    ASSERT_EQ(rows_now.size(), ++count);
    EXPECT_EQ(rows_now.back().amount, row.on_wire);
    EXPECT_EQ(rows_now.back().currency, row.currency);
  }
  EXPECT_EQ(gateway().charge(charge_request(buyer, card, {50, Currency("MGA")})).error().reason,
            "tooManyDecimals");
}

TEST_F(Charge, FindsAnAttemptByItsId) {
  const std::string buyer = customer();
  const auto paid = charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(100));
  const auto refused = charge_request(buyer, card_of(buyer, "pm_card_chargeCustomerFail"), euro(1));
  ASSERT_TRUE(gateway().charge(paid));
  ASSERT_TRUE(gateway().charge(refused));
  const auto found = gateway().find_charge(paid.attempt);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->status, ChargeStatus::succeeded);
  const auto found_refused = gateway().find_charge(refused.attempt);
  ASSERT_TRUE(found_refused && *found_refused);
  EXPECT_EQ((*found_refused)->decline, DeclineCode::generic_decline);
  const auto nothing = gateway().find_charge(next_attempt());
  ASSERT_TRUE(nothing);
  EXPECT_FALSE(*nothing);
}

TEST_F(Charge, BuyerAuthenticatesAndTheCardServesRenewals) {
  const std::string buyer = customer();
  auto purchase = charge_request(buyer, card_of(buyer, tokenize("4000002500003155")), euro(700));
  purchase.buyer_is_present = true;
  purchase.return_url = "https://seats.example/back?order=7";
  const auto asked = gateway().charge(purchase);
  ASSERT_TRUE(asked);
  ASSERT_EQ(asked->status, ChargeStatus::needs_action);
  EXPECT_TRUE(ledger().empty());
  EXPECT_EQ(answer_page(asked->next_action_url + "0", "approve").status, 404);
  EXPECT_EQ(answer_page(asked->next_action_url, "approve").status, 303);
  EXPECT_EQ(answer_page(asked->next_action_url, "approve").status, 404);
  const auto found = gateway().find_charge(purchase.attempt);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->status, ChargeStatus::succeeded);
  const auto renewal =
      gateway().charge(charge_request(buyer, purchase.payment_method_token, euro(700)));
  ASSERT_TRUE(renewal);
  EXPECT_EQ(renewal->status, ChargeStatus::succeeded);
  EXPECT_EQ(ledger().size(), 2U);
}

TEST_F(Charge, FailedAuthenticationIsADecline) {
  const std::string buyer = customer();
  auto request = charge_request(buyer, card_of(buyer, tokenize("4000002760003184")), euro(700));
  request.buyer_is_present = true;
  const auto asked = gateway().charge(request);
  ASSERT_TRUE(asked);
  EXPECT_EQ(answer_page(asked->next_action_url, "fail").status, 200);
  const auto found = gateway().find_charge(request.attempt);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->decline, DeclineCode::authentication_failed);
  EXPECT_TRUE(ledger().empty());
}

TEST_F(Charge, AChargeThatWaitsForTheBuyerCanBeGivenUp) {
  const std::string buyer = customer();
  auto request = charge_request(buyer, card_of(buyer, tokenize("4000002760003184")), euro(700));
  request.buyer_is_present = true;
  const auto asked = gateway().charge(request);
  ASSERT_TRUE(asked);
  const auto canceled = gateway().cancel_charge(asked->payment_reference);
  ASSERT_TRUE(canceled);
  EXPECT_EQ(canceled->decline, DeclineCode::canceled);
  EXPECT_EQ(answer_page(asked->next_action_url, "approve").status, 404);
  EXPECT_TRUE(gateway().cancel_charge(asked->payment_reference));
  EXPECT_TRUE(ledger().empty());
}

TEST_F(Charge, ACanceledChargeThatWasPaidStaysPaid) {
  const std::string buyer = customer();
  const auto paid =
      gateway().charge(charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(700)));
  ASSERT_TRUE(paid);
  const auto canceled = gateway().cancel_charge(paid->payment_reference);
  ASSERT_TRUE(canceled);
  EXPECT_EQ(canceled->status, ChargeStatus::succeeded);
  EXPECT_EQ(gateway().cancel_charge("pi_unheard").error().code, ErrorCode::not_found);
}

TEST_F(Charge, RefundsNeverExceedTheCharge) {
  const std::string buyer = customer();
  const auto paid =
      gateway().charge(charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(1'000)));
  ASSERT_TRUE(paid);
  const auto refund = [&](std::int64_t cents) {
    return gateway().refund({next_attempt(), paid->payment_reference, euro(cents), {}, false});
  };
  EXPECT_EQ(refund(1'001).error().reason, "amountTooLarge");
  ASSERT_TRUE(refund(400));
  EXPECT_EQ(refund(601).error().reason, "amountTooLarge");
  const auto rest = refund(600);
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->status, RefundStatus::succeeded);
  EXPECT_EQ(refund(1).error().reason, "amountTooLarge");
  std::int64_t left = 0;
  for (const Moved& row : ledger()) left += row.kind == "charge" ? row.amount : -row.amount;
  EXPECT_EQ(left, 0);
}

TEST_F(Charge, RepeatingARefundRefundsOnce) {
  const std::string buyer = customer();
  const auto paid =
      gateway().charge(charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(1'000)));
  ASSERT_TRUE(paid);
  ports::RefundRequest request{next_attempt(), paid->payment_reference, euro(300), {}, false};
  const auto first = gateway().refund(request);
  const auto second = gateway().refund(request);
  request.is_retry = true;
  const auto third = gateway().refund(request);
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(first->refund_reference, second->refund_reference);
  EXPECT_EQ(first->refund_reference, third->refund_reference);
  EXPECT_EQ(ledger().size(), 2U);
  const auto found = gateway().find_refund(request.attempt, paid->payment_reference);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->status, RefundStatus::succeeded);
  const auto other = gateway().find_refund(next_attempt(), paid->payment_reference);
  ASSERT_TRUE(other);
  EXPECT_FALSE(*other);
}

TEST_F(Charge, ARefundIsFoundBehindManyOthers) {
  const std::string buyer = customer();
  const auto paid =
      gateway().charge(charge_request(buyer, card_of(buyer, "pm_card_visa"), euro(1'000)));
  ASSERT_TRUE(paid);
  const ports::RefundRequest oldest{next_attempt(), paid->payment_reference, euro(1), {}, false};
  ASSERT_TRUE(gateway().refund(oldest));
  for (int i = 0; i < 105; ++i)
    ASSERT_TRUE(gateway().refund({next_attempt(), paid->payment_reference, euro(1), {}, false}));
  const auto found = gateway().find_refund(oldest.attempt, paid->payment_reference);
  ASSERT_TRUE(found);
  EXPECT_TRUE(*found);
}

TEST_F(Charge, OnlyWhatMayChangeOnACardChanges) {
  const std::string buyer = customer();
  const std::string card = card_of(buyer, tokenize("4242424242424242"));
  FormText code;
  code.add("cvc_update[cvc]", "321");
  const auto token = browser_client().post("/v1/tokens", code, {});
  ASSERT_EQ(token.kind, ReplyKind::done);
  ports::CardChanges changes;
  changes.expiry_month = 3;
  changes.expiry_year = 2041;
  changes.holder_name = "J. Alder";
  changes.address = Address{"1 Alder Street", "", "Seoul", "11", "04524", "KR"};
  changes.security_code_token = text_of(token.root().member("id"));
  const auto changed = gateway().update_payment_method(card, changes);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->expiry_month, 3);
  EXPECT_EQ(changed->expiry_year, 2041);
  EXPECT_EQ(changed->holder_name, "J. Alder");
  EXPECT_EQ(changed->address, *changes.address);
  EXPECT_EQ(changed->last4, "4242");
  auto request = charge_request(buyer, card, euro(5));
  request.security_code_token = changes.security_code_token;
  ASSERT_TRUE(gateway().charge(request));
  // The token is good for one charge only.
  EXPECT_EQ(gateway().update_payment_method(card, changes).error().reason, "tokenInvalid");
}

TEST_F(Charge, WrongCardChangesAreRefused) {
  const std::string card = card_of(customer(), "pm_card_visa");
  ports::CardChanges past;
  past.expiry_year = 2020;
  EXPECT_EQ(gateway().update_payment_method(card, past).error().field, "expiryYear");
  ports::CardChanges no_month;
  no_month.expiry_month = 13;
  EXPECT_EQ(gateway().update_payment_method(card, no_month).error().field, "expiryMonth");
  ports::CardChanges bad_code;
  bad_code.security_code_token = "cvctok_unheard";
  EXPECT_EQ(gateway().update_payment_method(card, bad_code).error().reason, "tokenInvalid");
}

TEST_F(Charge, DetachingTwiceIsDoneAndFinal) {
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");
  EXPECT_TRUE(gateway().detach_payment_method(card));
  EXPECT_TRUE(gateway().detach_payment_method(card));
  EXPECT_EQ(gateway().attach_payment_method(buyer, card).error().reason, "tokenInvalid");
  EXPECT_EQ(gateway().detach_payment_method("pm_unheard").error().code, ErrorCode::not_found);
}

TEST_F(Charge, ACardOfAnotherCustomerIsNotTaken) {
  const std::string card = card_of(customer(), "pm_card_visa");
  const std::string other = customer();
  EXPECT_EQ(gateway().attach_payment_method(other, card).error().reason, "tokenInvalid");
  EXPECT_EQ(gateway().charge(charge_request(other, card, euro(5))).error().reason,
            "paymentMethodNotUsable");
}

TEST_F(Charge, ACardNumberGivenAsATokenIsNotSent) {
  const auto refused = gateway().attach_payment_method(customer(), "4242424242424242");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "tokenInvalid");
  EXPECT_EQ(refused.error().detail.find("4242"), std::string::npos);
  EXPECT_FALSE(gateway().attach_payment_method(customer(), "pm_1/../../refunds?x"));
}

TEST_F(Charge, ExpiryIsCheckedAtTheChargeByTheClock) {
  std::atomic<std::int64_t> now_ms = 1'700'000'000'000;
  Options options;
  options.now = [&now_ms] { return Instant{now_ms}; };
  start(options);
  const std::string buyer = customer();
  const std::string card = card_of(buyer, "pm_card_visa");  // good for four years
  ASSERT_EQ(gateway().charge(charge_request(buyer, card, euro(5)))->status,
            ChargeStatus::succeeded);
  now_ms += 5 * 366 * day_ms;
  EXPECT_EQ(gateway().charge(charge_request(buyer, card, euro(5)))->decline,
            DeclineCode::expired_card);
  stop();  // before the clock goes
}

}  // namespace
}  // namespace perseat::sandbox_gateway
