// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Buying in a test as the server does it, with the test in the place of the gateway.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/samples.h"
#include "usecases/payments/settle_payment.h"
#include "usecases/subscriptions/buy_subscription.h"
#include "usecases/subscriptions/cancel_subscription.h"
#include "usecases/subscriptions/create_quote.h"
#include "usecases/subscriptions/reactivate_subscription.h"
#include "usecases/subscriptions/set_quantity.h"
#include "usecases/subscriptions/update_subscription.h"

namespace perseat::test {

class Shop {
 public:
  explicit Shop(Harness& harness) : harness_(harness), world_(make_world(harness)) {}

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] Harness& harness() { return harness_; }
  [[nodiscard]] Actor buyer() const { return world_.actor(world_.buyer); }
  void pass_days(int days) { harness_.clock.advance_ms(days * day_ms); }

  Settings settings;

  // Requests without their settlement.
  [[nodiscard]] usecases::BuySubscription purchase(std::int64_t quantity) const;
  Result<usecases::SetQuantity::Output> set_quantity(
      SubscriptionId subscription, std::int64_t quantity,
      std::optional<usecases::When> when = std::nullopt);
  Result<usecases::CancelSubscription::Output> cancel(SubscriptionId subscription);
  Result<usecases::CreateQuote::Output> quote(usecases::QuoteKind kind, SubscriptionId subscription,
                                              std::optional<std::int64_t> quantity = std::nullopt);

  // Plays the gateway for one attempt.
  Result<usecases::SettlePayment::Output> settle(AttemptId attempt,
                                                 usecases::PaymentOutcome outcome);
  void pay(AttemptId attempt);
  void decline(AttemptId attempt, const std::string& code = "insufficientFunds");

  // An active subscription, bought and paid.
  SubscriptionId buy(std::int64_t quantity);
  // Changes the total and pays what it costs.
  void change_to(SubscriptionId subscription, std::int64_t quantity);

  // As in the database now.
  [[nodiscard]] Subscription subscription(SubscriptionId id);
  [[nodiscard]] LicensePool pool(SubscriptionId id);
  [[nodiscard]] std::vector<Invoice> invoices();  // oldest first
  [[nodiscard]] std::vector<InvoiceLine> lines(InvoiceId invoice);
  [[nodiscard]] std::vector<PaymentAttempt> attempts();  // oldest first
  [[nodiscard]] std::vector<Order> orders();             // oldest first
  // Changes the catalog, the policy and the like.
  void change_offer(const std::function<void(Offer&)>& change);
  // So many people hold a license then, whoever they are.
  void assign(SubscriptionId subscription, std::int64_t people);

 private:
  Harness& harness_;
  World world_;
};

}  // namespace perseat::test
