// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/services.h"

namespace perseat::http {
namespace {

Error too_busy() { return unavailable("overloaded", "Too much is going on. Try again soon."); }

}  // namespace

Result<ports::Snapshot> look(ports::Connection& reader, const Exchange& exchange) {
  return ports::Snapshot::take(reader, ports::Visibility::of(exchange.actor().org));
}

void read_and_answer(const Services& services, const ExchangePtr& exchange, ReadAndAnswer work) {
  const bool taken = services.readers.submit([exchange, work = std::move(work)](auto& reader) {
    const auto snapshot = look(reader, *exchange);
    if (!snapshot) return exchange->fail(snapshot.error());
    if (const auto done = work(reader); !done) exchange->fail(done.error());
  });
  if (!taken) exchange->fail(too_busy());
}

void answer_query(const Services& services, const ExchangePtr& exchange, Show show) {
  answer_shown(services, exchange, engine::Answer{}, std::move(show));
}

void answer_shown(const Services& services, const ExchangePtr& exchange, engine::Answer answer,
                  Show show) {
  read_and_answer(services, exchange,
                  [exchange, answer = std::move(answer),
                   show = std::move(show)](ports::Connection& reader) mutable -> Result<void> {
                    auto shown = TRY(show(reader));
                    answer.body = std::move(shown.body);
                    answer.etag = std::move(shown.etag);
                    exchange->send_answer(std::move(answer));
                    return {};
                  });
}

}  // namespace perseat::http
