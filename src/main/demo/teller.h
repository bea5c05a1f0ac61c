// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The verbs that the story is told in.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "main/application.h"
#include "main/run_command.h"
#include "ports/clock.h"
#include "usecases/subscriptions/buy_subscription.h"

namespace perseat::demo {

// Somebody who buys, and the card they pay with.
struct Buyer {
  Actor actor;
  PaymentMethodId card;
};

struct Tenant {
  OrgId org;
  std::string domain;   // of the mail addresses
  std::string country;  // of the cards
  std::vector<UserId> people;
  Address address;
};

struct Purchase {
  std::string sku;
  std::string offer;
  std::int64_t quantity = 1;
  bool is_trial = false;
};

// Rows that no command of this server makes, such as what time alone does to a subscription.
struct WriteRows {
  std::function<void(store::Needs&)> name_needs;
  std::function<void(store::State&, const Context&)> write;
  struct Output {};

  void needs(store::Needs& needs, const Actor&) const { name_needs(needs); }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    write(state, context);
    return Output{};
  }
};

class Teller {
 public:
  Teller(Application& application, ports::ManualClock& clock)
      : application_(application), clock_(clock) {}

  // Moves the clock to so many days before the end of the story.
  void days_ago(std::int64_t days);
  void set_end(Instant today) { today_ = today; }
  [[nodiscard]] Instant now() const { return clock_.now(); }

  template <class UseCase>
  Result<typename UseCase::Output> run(UseCase use_case, const Actor& actor) {
    clock_.advance_ms(minute_ms);
    return run_command(application_.queue(), std::move(use_case), actor);
  }

  Result<void> apply_catalog();
  Result<Tenant> make_tenant(const std::string& name, const std::string& country,
                             const std::string& domain, std::size_t first_person);
  Result<Buyer> make_buyer(const Tenant& tenant, std::size_t person, const std::string& card_token);
  // The subscription, paid unless the card declines or wants the buyer.
  Result<SubscriptionId> buy(const Buyer& buyer, const Purchase& purchase);
  Result<void> assign(const Tenant& tenant, const Buyer& buyer, SubscriptionId subscription,
                      std::size_t count);
  Result<void> set_quantity(const Buyer& buyer, SubscriptionId subscription, std::int64_t quantity);
  Result<void> cancel(const Buyer& buyer, SubscriptionId subscription, CancelReason reason,
                      const std::string& feedback);
  Result<void> grant(const Tenant& tenant, std::size_t person, Role role);

 private:
  Result<OfferId> find_offer(const std::string& sku, const std::string& code);
  void wait_for_payment(OrgId org, AttemptId attempt);

  Application& application_;
  ports::ManualClock& clock_;
  Instant today_;
  std::string password_hash_;
};

}  // namespace perseat::demo
