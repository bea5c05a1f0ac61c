// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the pure parts of a request cost by themselves: the charge, JSON in and out, the audit
// chain's hash.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/json.h"
#include "base/json_struct.h"
#include "domain/audit.h"
#include "domain/charge.h"
#include "store/audit.h"

namespace perseat {
namespace {

constexpr Currency eur("EUR");
constexpr UnitPrice price{1250, 2, eur};
const TaxTerms tax{"standard", {190'000}, false};

ChargeInput purchase() {
  ChargeInput input;
  input.unit_price = price;
  input.quantity_to = 25;
  input.period = {*parse_date("2026-01-15"), *parse_date("2026-02-15")};
  input.change_date = input.period.start;
  input.tax = tax;
  return input;
}

void charge_purchase(benchmark::State& state) {
  const ChargeInput input = purchase();
  for (auto _ : state) benchmark::DoNotOptimize(calculate_charge(input));
}
BENCHMARK(charge_purchase);

// Fewer seats in mid-period: the credit is found among the lines that were charged before.
void charge_decrease(benchmark::State& state) {
  ChargeInput input = purchase();
  input.kind = ChargeKind::quantity_decrease;
  input.quantity_from = 25;
  input.quantity_to = 7;
  input.change_date = *parse_date("2026-01-31");
  for (std::int64_t line = 0; line < state.range(0); ++line)
    input.charged.push_back({price, 25, 0, 31'250, 5'938, 0, 0, input.period, input.period, tax});
  for (auto _ : state) benchmark::DoNotOptimize(calculate_charge(input));
}
BENCHMARK(charge_decrease)->Arg(1)->Arg(12);

struct Purchase {
  std::string offer_id;
  std::int64_t quantity = 0;
  std::optional<std::string> payment_method_id;
  std::optional<std::string> nickname;
};
BOOST_DESCRIBE_STRUCT(Purchase, (), (offer_id, quantity, payment_method_id, nickname))

void json_read_body(benchmark::State& state) {
  const std::string text = R"({"offerId":"0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b","quantity":25,)"
                           R"("paymentMethodId":"0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6c"})";
  for (auto _ : state) {
    const auto document = json::Document::parse(text);
    benchmark::DoNotOptimize(json::read<Purchase>(document->root(), ""));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(json_read_body);

// A page of 50 licenses, as the list answers it.
void json_write_page(benchmark::State& state) {
  IdSource ids(1);
  const Instant now = *parse_instant("2026-01-15T10:00:00Z");
  const Uuid person = ids.next(now);
  std::string out;
  for (auto _ : state) {
    out.clear();
    json::Writer writer(out);
    writer.begin_object().key("items").begin_array();
    for (int row = 0; row < 50; ++row) {
      writer.begin_object().key("user").begin_object().field("id", person);
      writer.field("displayName", "Lee Jisoo").end_object().field("assignedAt", now);
      writer.field("state", "active").end_object();
    }
    writer.end_array().key("nextCursor").null().end_object();
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}
BENCHMARK(json_write_page);

void audit_hash(benchmark::State& state) {
  AuditEvent event;
  event.action = "assignLicenses";
  event.subject_kind = "subscription";
  event.changes = R"([{"field":"0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b","before":"","after":"x"}])";
  event.request_id = "0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6d";
  event.previous_hash = std::string(64, 'a');
  for (auto _ : state) benchmark::DoNotOptimize(store::event_hash(event));
}
BENCHMARK(audit_hash);

}  // namespace
}  // namespace perseat

BENCHMARK_MAIN();
