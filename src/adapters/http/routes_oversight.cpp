// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What admins see of that which members bought, on a page and as a table.
#include "adapters/http/accept.h"
#include "adapters/http/api.h"
#include "queries/oversight/export_license_holders.h"
#include "queries/oversight/self_service_purchases.h"

namespace perseat::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view csv_type = "text/csv";

Result<std::string_view> accepted_type(const Exchange& exchange,
                                       std::initializer_list<std::string_view> offers) {
  const auto chosen = choose_type(exchange.request().header("Accept"), offers);
  if (chosen) return *chosen;
  return invalid("", "notAcceptable", "The answer cannot be given in a type that is accepted.");
}

// Runs the export on the threads for slow reads: a long table never delays a page.
template <class Export>
Result<void> answer_csv(const Services& services, const ExchangePtr& exchange, std::string name,
                        Export write) {
  const bool taken = services.slow_readers.submit(
      [exchange, name = std::move(name), write = std::move(write)](ports::Connection& reader) {
        const auto snapshot = look(reader, *exchange);
        if (!snapshot) return exchange->fail(snapshot.error());
        auto body = write(reader);
        if (!body) return exchange->fail(body.error());
        net::Response response;
        response.content_type = "text/csv; charset=utf-8";
        response.headers.emplace_back("Content-Disposition",
                                      "attachment; filename=\"" + name + "\"");
        response.body = std::move(*body);
        exchange->send(std::move(response));
      });
  if (!taken) return unavailable("overloaded", "Too much is going on. Try again soon.");
  return {};
}

Result<void> list_purchases(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters(
      {"productId", "purchaserId", "status", "renewsBefore", "limit", "cursor"}));
  const queries::PurchaseFilter filter{
      TRY(parameters.id<ProductId>("productId")), TRY(parameters.id<UserId>("purchaserId")),
      TRY(parameters.named<SubscriptionStatus>("status")), TRY(parameters.instant("renewsBefore"))};
  const auto page = TRY(parameters.page());
  if (TRY(accepted_type(*exchange, {json_type, csv_type})) == csv_type)
    return answer_csv(
        services, exchange, "purchases.csv", [exchange, filter](ports::Connection& reader) {
          return queries::export_self_service_purchases(reader, exchange->actor(), filter);
        });
  answer_query(
      services, exchange, [exchange, filter, page](ports::Connection& reader) -> Result<Shown> {
        return Shown{
            TRY(queries::list_self_service_purchases(reader, exchange->actor(), filter, page)), {}};
      });
  return {};
}

Result<void> export_holders(const Services& services, const ExchangePtr& exchange) {
  const auto parameters =
      TRY(exchange->parameters({"subscriptionId", "productId"}, "subscriptionId"));
  const queries::HolderFilter filter{TRY(parameters.ids<SubscriptionId>("subscriptionId")),
                                     TRY(parameters.id<ProductId>("productId"))};
  TRY(accepted_type(*exchange, {csv_type}));
  return answer_csv(services, exchange, "license-holders.csv",
                    [exchange, filter](ports::Connection& reader) {
                      return queries::export_license_holders(reader, exchange->actor(), filter);
                    });
}

}  // namespace

void add_oversight_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/organization/purchases",
              .operation_id = "listSelfServicePurchases",
              .handle = bound(list_purchases)});
  router.add({.method = "GET",
              .path = "/v1/organization/license-holders",
              .operation_id = "exportLicenseHolders",
              .handle = bound(export_holders)});
}

}  // namespace perseat::http
