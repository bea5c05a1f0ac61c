// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Buying, changing and ending subscriptions.
#include "adapters/http/api.h"
#include "adapters/http/settled_answer.h"
#include "adapters/http/subscription_bodies.h"
#include "queries/subscriptions/get_subscription.h"
#include "queries/subscriptions/list_orders.h"
#include "queries/subscriptions/list_subscriptions.h"
#include "usecases/subscriptions/reactivate_subscription.h"
#include "usecases/subscriptions/set_quantity.h"
#include "usecases/subscriptions/update_subscription.h"

namespace perseat::http {
namespace {

// What a change of a subscription answers: the subscription, and the charge to wait for.
template <int Status>
engine::Answer encode_change(const auto& output) {
  engine::Answer answer;
  answer.status = Status;
  answer.subject = output.subscription.uuid;
  answer.etag = output.etag;
  if constexpr (requires { output.attempt; }) answer.attempt = output.attempt.uuid;
  return answer;
}

template <int Status, class UseCase>
void run_change(const Services& services, const ExchangePtr& exchange, UseCase use_case,
                engine::Call call) {
  engine::submit(
      services.queue, std::move(use_case), std::move(call),
      [](const typename UseCase::Output& output) { return encode_change<Status>(output); },
      [&services, exchange](Result<engine::Answer> answer) {
        if (!answer) return exchange->fail(answer.error());
        answer_when_settled(services, exchange, std::move(*answer));
      });
}

Result<usecases::BuySubscription> purchase_of(const Services& services,
                                              const BuySubscriptionBody& body) {
  usecases::BuySubscription request;
  request.wish = {body.offer_id, body.quantity, body.trial.value_or(false),
                  body.account_type == AccountType::organization};
  request.payment_method = body.payment_method_id;
  if (body.payment_method)
    request.new_card = usecases::BuySubscription::NewCard{
        {}, {body.payment_method->name, body.payment_method->address.address()}};
  if (body.billing_address) request.bill_to = body.billing_address->address();
  request.nickname = body.nickname.value_or("");
  request.profile = body.billing_profile_id;
  request.expected_total = TRY(money_of(body.expected_total));
  request.settings = services.settings;
  request.can_charge = services.payments.is_gateway_up();
  return request;
}

// The card goes to the gateway first, and leaves it again when the purchase is refused.
void buy_with_new_card(const Services& services, const ExchangePtr& exchange,
                       usecases::BuySubscription request, const engine::Call& call,
                       const std::string& token) {
  services.cards.attach_for(
      call, token,
      [&services, exchange, call, request = std::move(request)](auto attached) mutable {
        if (!attached) return exchange->fail(attached.error());
        if (*attached) request.new_card->card = **attached;
        const auto card = *attached;
        engine::submit(
            services.queue, std::move(request), call,
            [](const usecases::BuySubscription::Output& output) {
              return encode_change<201>(output);
            },
            [&services, exchange, card, owner = call.actor](Result<engine::Answer> answer) {
              if (answer) return answer_when_settled(services, exchange, std::move(*answer));
              // Of an unknown outcome the card may be kept.
              const ErrorCode code = answer.error().code;
              const bool is_refusal = code != ErrorCode::unavailable && code != ErrorCode::internal;
              if (card && is_refusal) services.cards.give_up(owner, *card);
              exchange->fail(answer.error());
            });
      });
}

Result<void> buy_subscription(const Services& services, const ExchangePtr& exchange) {
  const auto body = TRY(exchange->body<BuySubscriptionBody>());
  engine::Call call = TRY(exchange->call());
  auto request = TRY(purchase_of(services, body));
  if (body.payment_method && body.payment_method_id)
    return invalid("paymentMethod", "conflictingFields",
                   "Give a stored payment method or a new one, not both.");
  if (body.payment_method) {
    buy_with_new_card(services, exchange, std::move(request), call, body.payment_method->token);
  } else {
    run_change<201>(services, exchange, std::move(request), std::move(call));
  }
  return {};
}

Result<void> list_subscriptions(const Services& services, const ExchangePtr& exchange) {
  const auto parameters =
      TRY(exchange->parameters({"scope", "accountType", "status", "productId", "purchaserId",
                                "billingProfileId", "renewsBefore", "limit", "cursor"}));
  queries::SubscriptionFilter filter;
  filter.scope =
      TRY(parameters.named<queries::ListScope>("scope")).value_or(queries::ListScope::mine);
  const auto type = TRY(parameters.named<AccountType>("accountType"));
  if (type)
    filter.management = *type == AccountType::self_service ? ManagementScope::individual
                                                           : ManagementScope::organization;
  filter.status = TRY(parameters.named<SubscriptionStatus>("status"));
  filter.product = TRY(parameters.id<ProductId>("productId"));
  filter.purchaser = TRY(parameters.id<UserId>("purchaserId"));
  filter.profile = TRY(parameters.id<BillingProfileId>("billingProfileId"));
  filter.renews_before = TRY(parameters.instant("renewsBefore"));
  const queries::Page page{TRY(parameters.limit()), parameters.text("cursor").value_or("")};
  answer_query(services, exchange, [&services, exchange, filter, page](auto& reader) {
    const queries::Viewer viewer{exchange->actor(), services.clock.now()};
    auto body = queries::list_subscriptions(reader, viewer, filter, page);
    if (!body) return Result<Shown>(std::move(body).error());
    return Result<Shown>(Shown{std::move(*body), {}});
  });
  return {};
}

Result<void> get_subscription(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<SubscriptionId>("id"));
  TRY(exchange->parameters({}));
  answer_query(services, exchange, [&services, exchange, id](auto& reader) -> Result<Shown> {
    const queries::Viewer viewer{exchange->actor(), services.clock.now()};
    auto shown = TRY(queries::get_subscription(reader, viewer, id));
    return Shown{std::move(shown.body), std::move(shown.etag)};
  });
  return {};
}

Result<void> list_orders(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<SubscriptionId>("id"));
  const auto parameters = TRY(exchange->parameters({"limit", "cursor"}));
  const queries::Page page{TRY(parameters.limit()), parameters.text("cursor").value_or("")};
  answer_query(services, exchange, [exchange, id, page](auto& reader) -> Result<Shown> {
    return Shown{TRY(queries::list_orders(reader, exchange->actor(), id, page)), {}};
  });
  return {};
}

Result<void> update_subscription(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<SubscriptionId>("id"));
  const auto body = TRY(exchange->body<UpdateSubscriptionBody>());
  run_change<200>(
      services, exchange,
      usecases::UpdateSubscription{id, body.recurring_billing, body.billing_frequency,
                                   body.nickname, body.billing_profile_id, services.settings},
      TRY(exchange->call()));
  return {};
}

Result<void> set_quantity(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<SubscriptionId>("id"));
  const auto body = TRY(exchange->body<SetQuantityBody>());
  run_change<200>(services, exchange,
                  usecases::SetQuantity{id,
                                        {body.quantity, body.when},
                                        TRY(money_of(body.expected_total)),
                                        services.settings,
                                        services.payments.is_gateway_up()},
                  TRY(exchange->call()));
  return {};
}

Result<void> cancel_subscription(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<SubscriptionId>("id"));
  const auto body = TRY(exchange->body<CancelSubscriptionBody>());
  run_change<200>(
      services, exchange,
      usecases::CancelSubscription{id, body.reason, body.feedback.value_or(""), services.settings},
      TRY(exchange->call()));
  return {};
}

Result<void> reactivate_subscription(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<SubscriptionId>("id"));
  const auto body = TRY(exchange->body<ReactivateSubscriptionBody>());
  run_change<200>(services, exchange,
                  usecases::ReactivateSubscription{id, body.payment_method_id, services.settings,
                                                   services.payments.is_gateway_up()},
                  TRY(exchange->call()));
  return {};
}

}  // namespace

void add_subscription_routes(Router& router, Services& services) {
  const auto add = [&](std::string method, std::string path, std::string operation, auto handler) {
    Route route;
    route.method = std::move(method);
    route.path = std::move(path);
    route.operation_id = std::move(operation);
    route.handle = [&services, handler](const ExchangePtr& exchange) {
      return handler(services, exchange);
    };
    const bool reads = route.method == "GET";
    route.scope = reads ? Scope::read : Scope::buy;
    route.moves_money = route.method == "POST";
    if (!reads) route.location = "/v1/subscriptions/";
    router.add(std::move(route));
  };
  add("GET", "/v1/subscriptions", "listSubscriptions", list_subscriptions);
  add("POST", "/v1/subscriptions", "buySubscription", buy_subscription);
  add("GET", "/v1/subscriptions/{id}", "getSubscription", get_subscription);
  add("PATCH", "/v1/subscriptions/{id}", "updateSubscription", update_subscription);
  add("POST", "/v1/subscriptions/{id}/quantity", "setQuantity", set_quantity);
  add("POST", "/v1/subscriptions/{id}/cancel", "cancelSubscription", cancel_subscription);
  add("POST", "/v1/subscriptions/{id}/reactivate", "reactivateSubscription",
      reactivate_subscription);
  add("GET", "/v1/subscriptions/{id}/orders", "listOrders", list_orders);
}

}  // namespace perseat::http
