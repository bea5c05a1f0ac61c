// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The clock of a demo or a test.
#include "adapters/http/api.h"
#include "domain/standing.h"
#include "workers/test_clock.h"

namespace perseat::http {
namespace {

struct MoveTestClockBody {
  Instant now;
};
BOOST_DESCRIBE_STRUCT(MoveTestClockBody, (), (now))

Result<workers::TestClock*> find_clock(const Services& services, const Exchange& exchange) {
  if (!check(Action::move_test_clock, standing_of(exchange.actor())))
    return forbidden("operatorOnly", "Only the operator of the deployment may do this.");
  if (services.test_clock == nullptr)
    return forbidden("testClockOff",
                     "This server runs on real time. A demo or test server is "
                     "started with --test-clock.");
  return services.test_clock;
}

std::string view_json(const workers::TestClock::View& view) {
  std::string body;
  json::Writer writer(body);
  writer.begin_object().field("now", view.now).key("movingTo");
  view.moving_to ? writer.value(*view.moving_to) : writer.null();
  writer.end_object();
  return body;
}

Result<void> get_test_clock(const Services& services, const ExchangePtr& exchange) {
  exchange->send_json(view_json(TRY(find_clock(services, *exchange))->view()));
  return {};
}

Result<void> move_test_clock(const Services& services, const ExchangePtr& exchange) {
  const auto body = TRY(exchange->body<MoveTestClockBody>());
  // The key is looked at like everywhere, and not kept: a repeat is refused as not later, or is
  // told that the clock is on its way.
  TRY(exchange->call());
  workers::TestClock* clock = TRY(find_clock(services, *exchange));
  net::Response response;
  response.status = 202;
  response.content_type = "application/json";
  response.body = view_json(TRY(clock->move_to(body.now)));
  exchange->send(std::move(response));
  return {};
}

}  // namespace

void add_clock_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/test-clock",
              .operation_id = "getTestClock",
              .scope = Scope::operate,
              .handle = bound(get_test_clock)});
  router.add({.method = "POST",
              .path = "/v1/test-clock",
              .operation_id = "moveTestClock",
              .scope = Scope::operate,
              .handle = bound(move_test_clock)});
}

}  // namespace perseat::http
