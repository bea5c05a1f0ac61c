// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An offer by the operator's names for it.
#pragma once

#include <string_view>

#include "domain/ids.h"
#include "ports/database.h"

namespace perseat::queries {

// Error: not_found.
Result<OfferId> find_offer(ports::Connection& reader, std::string_view sku, std::string_view code);

}  // namespace perseat::queries
