// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Deleted cards that the gateway still has attached, because the server ended in between.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::store {

struct AttachedCard {
  OrgId org;
  PaymentMethodId payment_method;
  std::string gateway_token;
};

// The ones that were deleted first, of all organizations.
Result<std::vector<AttachedCard>> cards_to_detach(ports::Connection& reader, std::int64_t limit);

}  // namespace perseat::store
