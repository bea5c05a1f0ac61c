// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What admins see of that which members bought, on a page and as a table.
#include "adapters/http/api.h"
#include "adapters/http/csv_answer.h"
#include "queries/oversight/export_license_holders.h"
#include "queries/oversight/self_service_purchases.h"

namespace perseat::http {
namespace {

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
