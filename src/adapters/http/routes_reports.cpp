// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Sums for pictures and spreadsheets.
#include "adapters/http/api.h"
#include "adapters/http/csv_answer.h"
#include "queries/reports/get_spend.h"

namespace perseat::http {
namespace {

constexpr std::int64_t months_default = 6;
constexpr std::int64_t months_max = 36;

Result<int> months_of_report(const Parameters& parameters) {
  const std::int64_t months = TRY(parameters.integer("months")).value_or(months_default);
  if (months < 1 || months > months_max)
    return invalid("months", "outOfRange", "months must be 1 to 36.");
  return static_cast<int>(months);
}

Result<void> get_spend(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"months"}));
  const int months = TRY(months_of_report(parameters));
  const bool is_csv = TRY(accepted_type(*exchange, {json_type, csv_type})) == csv_type;
  const auto read = [&services, exchange, months](ports::Connection& reader) {
    return queries::get_spend(reader, exchange->actor(), months, services.clock.now());
  };
  if (is_csv)
    return answer_csv(services, exchange, "spend.csv",
                      [read](ports::Connection& reader) -> Result<std::string> {
                        return queries::write_spend_csv(TRY(read(reader)));
                      });
  answer_query(services, exchange, [read](ports::Connection& reader) -> Result<Shown> {
    return Shown{queries::write_spend(TRY(read(reader))), {}};
  });
  return {};
}

}  // namespace

void add_report_routes(Router& router, Services& services) {
  router.add({.method = "GET",
              .path = "/v1/reports/spend",
              .operation_id = "getSpend",
              .handle = [&services](const ExchangePtr& exchange) {
                return get_spend(services, exchange);
              }});
}

}  // namespace perseat::http
