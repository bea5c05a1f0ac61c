// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/faults.h"

#include <algorithm>

#include "base/json.h"
#include "base/time.h"
#include "sandbox_gateway/routes.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::size_t faults_max = 1'000;
constexpr std::int64_t times_max = 1'000'000'000;

bool can_decline(std::string_view operation) {
  return operation == "payment_intents.create" || operation == "payment_intents.confirm" ||
         operation == "payment_methods.attach" || operation == "refunds.create";
}

}  // namespace

Result<void> Faults::order(Form form) {
  Fault fault;
  fault.operation = TRY(form.require("operation"));
  const std::string kind = TRY(form.require("kind"));
  fault.code = form.take("code");
  fault.times = TRY(form.take_integer("times")).value_or(1);
  fault.skip = TRY(form.take_integer("skip")).value_or(0);
  fault.delay_ms = TRY(form.take_integer("delay_ms")).value_or(0);
  TRY(form.expect_all_taken());
  const auto known = parse_enum<FaultKind>(kind);
  if (!known) return wrong_parameter("kind", "There is no fault of that kind.");
  fault.kind = *known;
  if (fault.operation != "*" && !is_operation(fault.operation))
    return wrong_parameter("operation", "There is no such operation.");
  if (fault.kind == FaultKind::decline && !can_decline(fault.operation))
    return wrong_parameter("operation", "This operation cannot be declined.");
  if (fault.times < 1 || fault.times > times_max || fault.skip < 0 || fault.skip > times_max)
    return wrong_parameter("times", "The count is out of range.");
  if (fault.delay_ms < 0 || fault.delay_ms > 10 * minute_ms)
    return wrong_parameter("delay_ms", "A delay is at most ten minutes.");
  if (faults_.size() == faults_max) return wrong_parameter("operation", "Too many faults wait.");
  if (fault.code.empty()) fault.code = "generic_decline";
  faults_.push_back(std::move(fault));
  return {};
}

std::optional<Fault> Faults::next(std::string_view operation) {
  for (auto at = faults_.begin(); at != faults_.end(); ++at) {
    if (at->operation != "*" && at->operation != operation) continue;
    if (at->skip > 0) {
      --at->skip;
      continue;
    }
    Fault fault = *at;
    if (--at->times == 0) faults_.erase(at);
    return fault;
  }
  return std::nullopt;
}

std::string Faults::render() const {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("data").begin_array();
  for (const Fault& fault : faults_) {
    out.begin_object().field("operation", fault.operation).field("kind", fault.kind);
    out.field("code", fault.code).field("times", fault.times).field("skip", fault.skip);
    out.field("delay_ms", fault.delay_ms).end_object();
  }
  out.end_array().end_object();
  return text;
}

}  // namespace perseat::sandbox_gateway
