// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The parts of a product that are switched off for one person, as a license keeps them.
#pragma once

#include <span>
#include <string>

#include "base/result.h"

namespace perseat {

// The codes in order, with a space between. Reasons: servicePlanUnknown (not among `known`) and
// duplicate, field disabledServicePlans[i].
[[nodiscard]] Result<std::string> join_service_plans(std::span<const std::string> known,
                                                     std::span<const std::string> codes);

}  // namespace perseat
