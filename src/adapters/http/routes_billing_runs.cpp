// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The operator's billing runs.
#include "adapters/http/api.h"
#include "queries/billing/show_billing_run.h"
#include "usecases/billing/billing_run.h"

namespace perseat::http {
namespace {

struct CreateBillingRunBody {
  std::optional<Instant> as_of;
};
BOOST_DESCRIBE_STRUCT(CreateBillingRunBody, (), (as_of))

Result<void> create_billing_run(const Services& services, const ExchangePtr& exchange) {
  const auto body = TRY(exchange->body<CreateBillingRunBody>());
  return command_then_show(
      services, exchange, usecases::StartBillingRun{body.as_of},
      [](const usecases::StartBillingRun::Output& output) {
        engine::Answer answer;
        answer.status = 202;
        answer.subject = output.run.uuid;
        return answer;
      },
      [&services, actor = exchange->actor()](ports::Connection& reader,
                                             const Uuid& subject) -> Result<Shown> {
        services.timed_work.notify();
        return Shown{TRY(queries::show_billing_run(reader, actor, BillingRunId{subject})), {}};
      });
}

Result<void> get_billing_run(const Services& services, const ExchangePtr& exchange) {
  const auto run = TRY(exchange->path_id<BillingRunId>("id"));
  answer_query(services, exchange,
               [actor = exchange->actor(), run](ports::Connection& reader) -> Result<Shown> {
                 return Shown{TRY(queries::show_billing_run(reader, actor, run)), {}};
               });
  return {};
}

}  // namespace

void add_billing_run_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "POST",
              .path = "/v1/billing-runs",
              .operation_id = "createBillingRun",
              .scope = Scope::operate,
              .handle = bound(create_billing_run),
              .location = "/v1/billing-runs/"});
  router.add({.method = "GET",
              .path = "/v1/billing-runs/{id}",
              .operation_id = "getBillingRun",
              .scope = Scope::operate,
              .handle = bound(get_billing_run)});
}

}  // namespace perseat::http
