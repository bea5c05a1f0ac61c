// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Shapes that the answers about paying share.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "domain/ids.h"
#include "domain/organization.h"
#include "ports/database.h"

namespace perseat::queries {

// The schema Address; parts that are not kept are null.
void write_address(json::Writer& writer, std::string_view name, const Address& address);
// Six columns, from line1 to country.
[[nodiscard]] Address fetch_address(const ports::Row& row, int first_column);

struct CardSummary {
  PaymentMethodId id;  // nil: none
  std::string brand;
  std::string last4;
};
// The schema CardSummary, or null.
void write_card(json::Writer& writer, std::string_view name, const CardSummary& card);

enum class CardUseKind { subscription, billing_profile };
// The schema PaymentMethodUse, as an element of an array.
void write_card_use(json::Writer& writer, CardUseKind kind, const Uuid& id, std::string_view name);

// The present day where the organization is.
[[nodiscard]] Result<Date> today_of(ports::Connection& reader, OrgId org, Instant now);

// After everything in a list that goes down.
[[nodiscard]] Uuid last_uuid();

}  // namespace perseat::queries
