// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People's own cards.
#include "adapters/http/api.h"
#include "adapters/http/billing_bodies.h"
#include "domain/free_text.h"
#include "queries/billing/payment_methods.h"
#include "queries/write.h"
#include "workers/cards.h"

namespace perseat::http {
namespace {

constexpr std::size_t token_size_max = 255;

Result<void> check_token(std::string_view field, const std::string& token) {
  TRY(clean_line(field, token, {1, token_size_max}));
  return {};
}

Result<void> list_payment_methods(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"limit", "cursor"}));
  const queries::Page page{TRY(parameters.limit()), parameters.text("cursor").value_or("")};
  answer_query(services, exchange,
               [&services, exchange, page](ports::Connection& reader) -> Result<Shown> {
                 return Shown{TRY(queries::list_payment_methods(reader, exchange->actor(), page,
                                                                services.clock.now())),
                              {}};
               });
  return {};
}

Result<Shown> show_card(const Services& services, const ExchangePtr& exchange,
                        ports::Connection& reader, const Uuid& id) {
  return queries::show_payment_method(reader, exchange->actor(), PaymentMethodId{id},
                                      services.clock.now());
}

Result<void> get_payment_method(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<PaymentMethodId>("id"));
  answer_query(services, exchange, [&services, exchange, id](ports::Connection& reader) {
    return show_card(services, exchange, reader, id.uuid);
  });
  return {};
}

// Shows the card as it is once the command is done.
engine::OnAnswer then_show_card(const Services& services, const ExchangePtr& exchange) {
  return [&services, exchange](Result<engine::Answer> answer) {
    if (!answer) return exchange->fail(answer.error());
    const Uuid id = answer->subject;
    answer_shown(services, exchange, std::move(*answer),
                 [&services, exchange, id](ports::Connection& reader) {
                   return show_card(services, exchange, reader, id);
                 });
  };
}

Result<void> add_payment_method(const Services& services, const ExchangePtr& exchange) {
  auto body = TRY(exchange->body<NewPaymentMethodBody>());
  TRY(check_token("token", body.token));
  auto call = TRY(exchange->call());
  services.cards.add(
      std::move(call), {std::move(body.token), {std::move(body.name), body.address.address()}},
      [](const usecases::AddPaymentMethod::Output& output) {
        engine::Answer answer;
        answer.status = 201;
        answer.subject = output.payment_method.id.uuid;
        return answer;
      },
      then_show_card(services, exchange));
  return {};
}

Result<void> update_payment_method(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<PaymentMethodId>("id"));
  auto body = TRY(exchange->body<UpdatePaymentMethodBody>());
  if (body.security_code_token) TRY(check_token("securityCodeToken", *body.security_code_token));
  workers::Cards::ChangedCard changed;
  changed.payment_method = id;
  changed.update.expiry_month = body.expiry_month;
  changed.update.expiry_year = body.expiry_year;
  changed.update.name = std::move(body.name);
  if (body.address) changed.update.address = body.address->address();
  changed.update.has_new_security_code = body.security_code_token.has_value();
  changed.security_code_token = std::move(body.security_code_token);
  auto call = TRY(exchange->call());
  services.cards.update(
      std::move(call), std::move(changed),
      [](const usecases::UpdatePaymentMethod::Output& output) {
        engine::Answer answer;
        answer.subject = output.payment_method.id.uuid;
        return answer;
      },
      then_show_card(services, exchange));
  return {};
}

Result<void> delete_payment_method(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<PaymentMethodId>("id"));
  auto call = TRY(exchange->call());
  services.cards.remove(std::move(call), id, [exchange](Result<engine::Answer> answer) {
    if (!answer) return exchange->fail(answer.error());
    exchange->send_answer(std::move(*answer));
  });
  return {};
}

Result<void> get_payment_setup(const Services& services, const ExchangePtr& exchange) {
  const PaymentSetup& setup = services.payment_setup;
  std::string body;
  json::Writer writer(body);
  writer.begin_object().field("gateway", setup.is_sandbox ? "sandbox" : "stripe");
  queries::write_text_or_null(writer, "publishableKey", setup.publishable_key);
  queries::write_text_or_null(writer, "fieldsUrl", setup.fields_url);
  writer.end_object();
  exchange->send_json(std::move(body));
  return {};
}

}  // namespace

void add_card_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/payment-setup",
              .operation_id = "getPaymentSetup",
              .handle = bound(get_payment_setup)});
  router.add({.method = "GET",
              .path = "/v1/payment-methods",
              .operation_id = "listPaymentMethods",
              .handle = bound(list_payment_methods)});
  router.add({.method = "POST",
              .path = "/v1/payment-methods",
              .operation_id = "addPaymentMethod",
              .scope = Scope::pay,
              .handle = bound(add_payment_method),
              .location = "/v1/payment-methods/"});
  router.add({.method = "GET",
              .path = "/v1/payment-methods/{id}",
              .operation_id = "getPaymentMethod",
              .handle = bound(get_payment_method)});
  router.add({.method = "PATCH",
              .path = "/v1/payment-methods/{id}",
              .operation_id = "updatePaymentMethod",
              .scope = Scope::pay,
              .handle = bound(update_payment_method)});
  router.add({.method = "DELETE",
              .path = "/v1/payment-methods/{id}",
              .operation_id = "deletePaymentMethod",
              .scope = Scope::pay,
              .handle = bound(delete_payment_method)});
}

}  // namespace perseat::http
