// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The operator's catalog.
#include "adapters/http/api.h"
#include "adapters/http/catalog_body.h"
#include "domain/standing.h"
#include "queries/catalog/show_catalog.h"
#include "usecases/catalog/apply_catalog.h"

namespace perseat::http {
namespace {

Result<void> get_catalog(const Services& services, const ExchangePtr& exchange) {
  if (!check(Action::manage_catalog, standing_of(exchange->actor())))
    return forbidden("operatorOnly", "Only the operator of the deployment may do this.");
  answer_query(services, exchange, [](ports::Connection& reader) -> Result<Shown> {
    auto shown = TRY(queries::show_catalog(reader));
    return Shown{std::move(shown.body), std::move(shown.etag)};
  });
  return {};
}

engine::Answer applied_answer(const usecases::ApplyCatalog::Output& output, bool is_applied) {
  engine::Answer answer;
  answer.etag = output.etag;
  json::Writer writer(answer.body);
  writer.begin_object().field("applied", is_applied).key("changes").begin_array();
  for (const usecases::CatalogChange& change : output.changes) {
    writer.begin_object().field("change", change.kind).field("path", change.path);
    writer.field("before", change.before).field("after", change.after).end_object();
  }
  writer.end_array().end_object();
  return answer;
}

Result<void> apply_catalog(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"dryRun"}));
  const bool dry_run = TRY(parameters.boolean("dryRun")).value_or(false);
  usecases::ApplyCatalog command{TRY(exchange->body<usecases::CatalogInput>()), dry_run};
  return answer_command(services, exchange, std::move(command),
                        [dry_run](const usecases::ApplyCatalog::Output& output) {
                          return applied_answer(output, !dry_run);
                        });
}

}  // namespace

void add_catalog_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/catalog",
              .operation_id = "getCatalog",
              .scope = Scope::operate,
              .handle = bound(get_catalog)});
  router.add({.method = "PUT",
              .path = "/v1/catalog",
              .operation_id = "applyCatalog",
              .scope = Scope::operate,
              .handle = bound(apply_catalog)});
}

}  // namespace perseat::http
