// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Passwords are hashed on threads of their own: one takes some 20 ms of a core, which neither the
// network's thread nor the writer's nor those of quick reads have. Who may not do what the hash is
// for is refused before.
#pragma once

#include <functional>

#include "adapters/http/services.h"

namespace perseat::http {

// Errors answer the exchange.
using HashingWork = std::function<Result<void>(ports::Connection&)>;

// Refused with overloaded when too many wait.
[[nodiscard]] Result<void> run_hashing(const Services& services, const ExchangePtr& exchange,
                                       HashingWork work);

}  // namespace perseat::http
