// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How the protocol says what we say otherwise: amounts, declines, statuses.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json.h"
#include "domain/money.h"
#include "ports/payment_types.h"

namespace perseat::gateway_stripe {

// The protocol counts most currencies in ISO 4217 minor units. UGX and ISK, which have none, are
// counted in hundredths all the same; MGA, which has two decimals, in whole units.
// Refused when the amount cannot be said so.
[[nodiscard]] Result<std::int64_t> wire_amount(Money amount);

// `code` and `decline_code` of an error; the second may be empty.
[[nodiscard]] ports::DeclineCode decline_of(std::string_view code, std::string_view decline_code);

// A payment intent's state. Nothing while no charge was tried.
[[nodiscard]] std::optional<ports::ChargeOutcome> outcome_of(json::Node intent);
[[nodiscard]] ports::RefundOutcome refund_of(json::Node refund);
[[nodiscard]] ports::CardDetails card_of(json::Node payment_method);

[[nodiscard]] std::string text_of(json::Node node);  // empty when absent or null
[[nodiscard]] json::Node at(json::Node node, std::string_view name, std::string_view inner);

}  // namespace perseat::gateway_stripe
