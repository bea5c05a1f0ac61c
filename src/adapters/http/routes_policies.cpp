// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who may buy what, and what was done in the organization.
#include "adapters/http/api.h"
#include "base/text.h"
#include "queries/audit/list_audit_events.h"
#include "queries/policies/show_policies.h"
#include "usecases/policies/set_policy.h"

namespace perseat::http {
namespace {

struct SetPolicyBody {
  SelfServicePolicy value = SelfServicePolicy::enabled;
};
BOOST_DESCRIBE_STRUCT(SetPolicyBody, (), (value))

constexpr std::size_t action_length_max = 100;

// The product of the path; nil for "default".
Result<ProductId> policy_product(const Exchange& exchange) {
  if (exchange.path_text("productId") == "default") return ProductId{};
  const auto product = TRY(exchange.path_id<ProductId>("productId"));
  if (product.is_nil()) return not_found();
  return product;
}

Result<Shown> show_policy(ports::Connection& reader, const ExchangePtr& exchange,
                          ProductId product) {
  auto shown = TRY(queries::get_policy(reader, exchange->actor(), product));
  return Shown{std::move(shown.body), std::move(shown.etag)};
}

Result<void> list_policies(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"limit", "cursor"}));
  const auto page = TRY(parameters.page());
  answer_query(services, exchange, [exchange, page](ports::Connection& reader) -> Result<Shown> {
    return Shown{TRY(queries::list_policies(reader, exchange->actor(), page)), {}};
  });
  return {};
}

Result<void> get_policy(const Services& services, const ExchangePtr& exchange) {
  const auto product = TRY(policy_product(*exchange));
  TRY(exchange->parameters({}));
  answer_query(services, exchange, [exchange, product](ports::Connection& reader) {
    return show_policy(reader, exchange, product);
  });
  return {};
}

Result<void> set_policy(const Services& services, const ExchangePtr& exchange) {
  const auto product = TRY(policy_product(*exchange));
  const auto body = TRY(exchange->body<SetPolicyBody>());
  return command_then_show(
      services, exchange, usecases::SetPolicy{product, body.value},
      [product](const usecases::SetPolicy::Output&) {
        engine::Answer answer;
        answer.subject = product.uuid;
        return answer;
      },
      [exchange](ports::Connection& reader, const Uuid& subject) {
        return show_policy(reader, exchange, ProductId{subject});
      });
}

Result<void> list_audit_events(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(
      exchange->parameters({"actorId", "action", "subjectId", "from", "to", "limit", "cursor"}));
  queries::AuditFilter filter;
  filter.actor = TRY(parameters.id<UserId>("actorId"));
  filter.action = parameters.text("action");
  if (filter.action) TRY(check_text("action", *filter.action, {1, action_length_max}));
  if (const auto subject = TRY(parameters.id<ProductId>("subjectId")))
    filter.subject = subject->uuid;
  filter.from = TRY(parameters.instant("from"));
  filter.to = TRY(parameters.instant("to"));
  if (filter.from && filter.to && *filter.to < *filter.from)
    return invalid("to", "dateRangeReversed", "The range ends before it begins.");
  const auto page = TRY(parameters.page());
  answer_query(
      services, exchange, [exchange, filter, page](ports::Connection& reader) -> Result<Shown> {
        return Shown{TRY(queries::list_audit_events(reader, exchange->actor(), filter, page)), {}};
      });
  return {};
}

}  // namespace

void add_policy_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/policies/self-service",
              .operation_id = "listPolicies",
              .handle = bound(list_policies)});
  router.add({.method = "GET",
              .path = "/v1/policies/self-service/{productId}",
              .operation_id = "getPolicy",
              .handle = bound(get_policy)});
  router.add({.method = "PUT",
              .path = "/v1/policies/self-service/{productId}",
              .operation_id = "setPolicy",
              .scope = Scope::administer,
              .handle = bound(set_policy)});
  router.add({.method = "GET",
              .path = "/v1/audit-events",
              .operation_id = "listAuditEvents",
              .handle = bound(list_audit_events)});
}

}  // namespace perseat::http
