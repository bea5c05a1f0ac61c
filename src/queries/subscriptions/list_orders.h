// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The history of a subscription, newest first.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "ports/database.h"
#include "queries/cursor.h"

namespace perseat::queries {

// not_found for those who may not see the subscription.
[[nodiscard]] Result<std::string> list_orders(ports::Connection& reader, const Actor& actor,
                                              SubscriptionId subscription, const Page& page);

}  // namespace perseat::queries
