// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/services.h"

namespace perseat::http {
namespace {

Error too_busy() { return unavailable("overloaded", "Too much is going on. Try again soon."); }

}  // namespace

Result<ports::Snapshot> look(ports::Connection& reader, const Exchange& exchange) {
  return ports::Snapshot::take(reader, ports::Visibility::of(exchange.actor().org));
}

void answer_query(const Services& services, const ExchangePtr& exchange, Show show) {
  answer_shown(services, exchange, engine::Answer{}, std::move(show));
}

void answer_shown(const Services& services, const ExchangePtr& exchange, engine::Answer answer,
                  Show show) {
  const bool taken = services.readers.submit(
      [exchange, answer = std::move(answer), show = std::move(show)](auto& reader) mutable {
        const auto snapshot = look(reader, *exchange);
        if (!snapshot) return exchange->fail(snapshot.error());
        auto shown = show(reader);
        if (!shown) return exchange->fail(shown.error());
        answer.body = std::move(shown->body);
        answer.etag = std::move(shown->etag);
        exchange->send_answer(std::move(answer));
      });
  if (!taken) exchange->fail(too_busy());
}

}  // namespace perseat::http
