// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What is for sale, and what it would cost.
#include "adapters/http/api.h"
#include "adapters/http/quote_json.h"
#include "adapters/http/subscription_bodies.h"
#include "base/text.h"
#include "queries/products/list_products.h"

namespace perseat::http {
namespace {

constexpr std::size_t search_max = 100;

Result<void> list_products(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"search", "limit", "cursor"}));
  const std::string search = parameters.text("search").value_or("");
  TRY(check_text("search", search, {0, search_max}));
  const queries::Page page{TRY(parameters.limit()), parameters.text("cursor").value_or("")};
  answer_query(services, exchange, [&services, exchange, search, page](auto& reader) {
    const queries::Shopper shopper{exchange->actor(), services.settings, services.clock.now()};
    auto body = queries::list_products(reader, shopper, search, page);
    if (!body) return Result<Shown>(std::move(body).error());
    return Result<Shown>(Shown{std::move(*body), {}});
  });
  return {};
}

Result<void> get_product(const Services& services, const ExchangePtr& exchange) {
  const auto id = TRY(exchange->path_id<ProductId>("productId"));
  TRY(exchange->parameters({}));
  answer_query(services, exchange, [&services, exchange, id](auto& reader) {
    const queries::Shopper shopper{exchange->actor(), services.settings, services.clock.now()};
    auto body = queries::get_product(reader, shopper, id);
    if (!body) return Result<Shown>(std::move(body).error());
    return Result<Shown>(Shown{std::move(*body), {}});
  });
  return {};
}

Result<void> create_quote(const Services& services, const ExchangePtr& exchange) {
  const auto body = TRY(exchange->body<CreateQuoteBody>());
  usecases::CreateQuote quote;
  quote.kind = body.kind;
  quote.offer = body.offer_id;
  quote.subscription = body.subscription_id;
  quote.quantity = body.quantity;
  quote.is_trial = body.trial.value_or(false);
  quote.is_central = body.account_type == AccountType::organization;
  quote.when = body.when;
  quote.settings = services.settings;
  return answer_command(services, exchange, std::move(quote),
                        [](const usecases::CreateQuote::Output& output) {
                          engine::Answer answer;
                          answer.body = quote_json(output);
                          return answer;
                        });
}

}  // namespace

void add_product_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/products",
              .operation_id = "listProducts",
              .handle = bound(list_products)});
  router.add({.method = "GET",
              .path = "/v1/products/{productId}",
              .operation_id = "getProduct",
              .handle = bound(get_product)});
  router.add({.method = "POST",
              .path = "/v1/quotes",
              .operation_id = "createQuote",
              .scope = Scope::buy,
              .handle = bound(create_quote)});
}

}  // namespace perseat::http
