// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Health, readiness, the cloud that this is, and the contract itself.
#include "adapters/http/api.h"
#include "adapters/http/metrics.h"
#include "adapters/http/openapi_document.h"
#include "base/json.h"
#include "base/json_struct.h"
#include "queries/write.h"

namespace perseat::http {
namespace {

Result<void> get_health(const ExchangePtr& exchange) {
  exchange->send_json(R"({"status":"ok"})");
  return {};
}

Result<void> get_readiness(const Services& services, const ExchangePtr& exchange) {
  const bool is_ready = services.queue.is_healthy() && services.payments.is_database_there();
  net::Response response;
  response.status = is_ready ? 200 : 503;
  json::Writer writer(response.body);
  writer.begin_object().field("ready", is_ready).key("checks").begin_array();
  writer.begin_object().field("name", "database").field("ready", is_ready).end_object();
  writer.end_array().end_object();
  exchange->send(std::move(response));
  return {};
}

bool is_loopback(std::string_view peer) { return peer.starts_with("127.") || peer == "::1"; }

// For a collector on the same machine: what the server does is nobody else's business.
Result<void> get_metrics(const Services& services, const ExchangePtr& exchange) {
  if (!is_loopback(exchange->request().peer)) return not_found("There is no such path.");
  net::Response response;
  response.content_type = metrics_content_type;
  response.body = render_metrics(services.queue, services.rate_limiter, services.stream_places);
  exchange->send(std::move(response));
  return {};
}

// Public: the page for signing in speaks the cloud's languages, too.
Result<void> get_cloud(const Services& services, const ExchangePtr& exchange) {
  const Cloud& cloud = services.cloud;
  std::string body;
  json::Writer writer(body);
  writer.begin_object().field("name", cloud.name);
  writer.field("selfServiceAvailable", cloud.self_service_available);
  writer.key("languages").begin_array();
  for (const std::string& language : cloud.languages) writer.value(language);
  writer.end_array().key("paymentFamilies").begin_array();
  for (const PaymentFamily family : cloud.payment_families) writer.value(family);
  writer.end_array();
  writer.field("documentType", cloud.document_type);
  writer.field("defaultCurrency", cloud.default_currency.text());
  writer.field("taxName", cloud.tax_name).field("pricesIncludeTax", cloud.prices_include_tax);
  queries::write_text_or_null(writer, "support", cloud.support);
  writer.key("links").begin_object();
  for (const auto& [topic, path] : cloud.links)
    queries::write_text_or_null(writer, json::camel_case(topic), path);
  writer.end_object().end_object();
  exchange->send_json(std::move(body));
  return {};
}

Result<void> get_openapi(const ExchangePtr& exchange) {
  exchange->send_json(std::string(openapi_json()));
  return {};
}

}  // namespace

void add_operating_routes(Router& router, Services& services) {
  router.add({.method = "GET",
              .path = "/healthz",
              .operation_id = "getHealth",
              .handle = get_health,
              .is_public = true,
              .price = 0});
  router.add(
      {.method = "GET",
       .path = "/readyz",
       .operation_id = "getReadiness",
       .handle =
           [&services](const ExchangePtr& exchange) { return get_readiness(services, exchange); },
       .is_public = true,
       .price = 0});
  router.add(
      {.method = "GET",
       .path = "/metrics",
       .operation_id = "getMetrics",
       .handle =
           [&services](const ExchangePtr& exchange) { return get_metrics(services, exchange); },
       .is_public = true});
  router.add(
      {.method = "GET",
       .path = "/v1/cloud",
       .operation_id = "getCloud",
       .handle = [&services](const ExchangePtr& exchange) { return get_cloud(services, exchange); },
       .is_public = true});
  router.add({.method = "GET",
              .path = "/openapi.json",
              .operation_id = "getOpenApi",
              .handle = get_openapi,
              .is_public = true});
}

}  // namespace perseat::http
