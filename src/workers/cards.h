// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Cards between the payment gateway and us. The gateway is asked on threads of this pool, outside
// any transaction: before the command that keeps a card or changes it, and after the one that
// deletes it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/command.h"
#include "ports/clock.h"
#include "ports/payment_gateway.h"
#include "store/detached_cards.h"
#include "usecases/payment_methods/add_payment_method.h"
#include "usecases/payment_methods/delete_payment_method.h"
#include "usecases/payment_methods/update_payment_method.h"
#include "workers/read_pool.h"

namespace perseat::workers {

class Cards {
 public:
  // What it works with; all of it lives longer.
  struct Parts {
    ports::Database& database;
    engine::CommandQueue& queue;
    ports::PaymentGateway& gateway;
    const ports::Clock& clock;
    std::size_t threads = 4;
  };
  struct NewCard {
    std::string token;  // the browser's
    usecases::CardHolder holder;
  };
  struct ChangedCard {
    PaymentMethodId payment_method;
    usecases::CardUpdate update;
    std::optional<std::string> security_code_token;
  };
  template <class UseCase>
  using Encode = typename engine::Command<UseCase>::Encode;

  static Result<std::unique_ptr<Cards>> start(const Parts& parts);

  // Each answers once, from any thread. Errors besides those of the use case: tokenInvalid, the
  // reasons of a declined card, gatewayUnavailable, overloaded.
  void add(engine::Call call, NewCard card, Encode<usecases::AddPaymentMethod> encode,
           engine::OnAnswer on_answer);
  void update(engine::Call call, ChangedCard card, Encode<usecases::UpdatePaymentMethod> encode,
              engine::OnAnswer on_answer);
  void remove(engine::Call call, PaymentMethodId payment_method, engine::OnAnswer on_answer);

  // Attaches a new card for a command that keeps it itself, e.g. a purchase with a new card. Blocks
  // for as long as the gateway takes: not for network threads.
  [[nodiscard]] Result<usecases::GatewayCard> attach(ports::Connection& reader, const Actor& actor,
                                                     const std::string& token);
  // The same on a thread of the pool. Nothing when the call's Idempotency-Key was used before: the
  // command will answer without a card.
  using OnAttached = std::function<void(Result<std::optional<usecases::GatewayCard>>)>;
  void attach_for(engine::Call call, std::string token, OnAttached on_attached);
  // Detaches a card that was attached for a command that was refused, unless its owner keeps it
  // from before. On a thread of the pool.
  void give_up(const Actor& owner, const usecases::GatewayCard& card);

  // Detaches what a stop or an outage of the gateway left attached. Called from time to time.
  void detach_left_over();
  void stop() { pool_->stop(); }

 private:
  Cards(const Parts& parts, std::unique_ptr<ReadPool> pool);

  void run(const engine::OnAnswer& on_answer, ReadPool::Work work);
  [[nodiscard]] Result<std::optional<engine::Answer>> prepare_add(ports::Connection& reader,
                                                                  const engine::Call& call,
                                                                  const NewCard& card);
  [[nodiscard]] Result<void> tell_gateway(ports::Connection& reader, const engine::Call& call,
                                          const ChangedCard& card);
  void detach(OrgId org, PaymentMethodId payment_method, const std::string& token);
  Result<void> detach_and_forget(const store::AttachedCard& card);

  Parts parts_;
  std::unique_ptr<ReadPool> pool_;
};

}  // namespace perseat::workers
