// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Failures that a test orders: which operation, what goes wrong, how often.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_text.h"
#include "base/result.h"
#include "sandbox_gateway/form.h"

namespace perseat::sandbox_gateway {

enum class FaultKind {
  decline,       // the bank says no, with `code`
  hang,          // nothing is done and no answer ever comes
  error_before,  // HTTP 500, nothing is done
  error_after,   // HTTP 500, done all the same; the key replays the 500
  answer_lost,   // done, then the connection closes without an answer
  delay          // done at once, answered after delay_ms
};

struct Fault {
  std::string operation;  // "payment_intents.confirm", or "*"
  FaultKind kind = FaultKind::error_before;
  std::string code;           // with decline: "insufficient_funds"
  std::int64_t times = 1;     // how many requests it still meets
  std::int64_t skip = 0;      // how many it lets pass before
  std::int64_t delay_ms = 0;  // with delay, at most 10 minutes
};

class Faults {
 public:
  // Parameters operation, kind, code, times, skip, delay_ms.
  [[nodiscard]] Result<void> order(Form form);
  void clear() { faults_.clear(); }
  // What shall go wrong with this request; counts it as met.
  [[nodiscard]] std::optional<Fault> next(std::string_view operation);
  [[nodiscard]] std::string render() const;

 private:
  std::vector<Fault> faults_;
};

}  // namespace perseat::sandbox_gateway

template <>
struct perseat::EnumText<perseat::sandbox_gateway::FaultKind> {
  using Kind = perseat::sandbox_gateway::FaultKind;
  static constexpr std::array<EnumEntry<Kind>, 6> table{{{Kind::decline, "decline"},
                                                         {Kind::hang, "hang"},
                                                         {Kind::error_before, "error_before"},
                                                         {Kind::error_after, "error_after"},
                                                         {Kind::answer_lost, "answer_lost"},
                                                         {Kind::delay, "delay"}}};
};
