// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Health, readiness and the contract itself.
#include "adapters/http/api.h"
#include "adapters/http/metrics.h"
#include "adapters/http/openapi_document.h"
#include "base/json.h"

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
  router.add({.method = "GET",
              .path = "/openapi.json",
              .operation_id = "getOpenApi",
              .handle = get_openapi,
              .is_public = true});
}

}  // namespace perseat::http
