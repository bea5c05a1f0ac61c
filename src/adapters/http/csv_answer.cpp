// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/csv_answer.h"

#include <utility>

#include "adapters/http/accept.h"

namespace perseat::http {

Result<std::string_view> accepted_type(const Exchange& exchange,
                                       std::initializer_list<std::string_view> offers) {
  const auto chosen = choose_type(exchange.request().header("Accept"), offers);
  if (chosen) return *chosen;
  return invalid("", "notAcceptable", "The answer cannot be given in a type that is accepted.");
}

Result<void> answer_csv(const Services& services, const ExchangePtr& exchange,
                        std::string file_name, WriteCsv write) {
  const bool taken = services.slow_readers.submit(
      [exchange, file_name = std::move(file_name), write = std::move(write)](auto& reader) {
        const auto snapshot = look(reader, *exchange);
        if (!snapshot) return exchange->fail(snapshot.error());
        auto body = write(reader);
        if (!body) return exchange->fail(body.error());
        net::Response response;
        response.content_type = "text/csv; charset=utf-8";
        response.headers.emplace_back("Content-Disposition",
                                      "attachment; filename=\"" + file_name + "\"");
        response.body = std::move(*body);
        exchange->send(std::move(response));
      });
  if (!taken) return unavailable("overloaded", "Too much is going on. Try again soon.");
  return {};
}

}  // namespace perseat::http
