// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/service_plans.h"

#include <fmt/format.h>

#include <set>

namespace perseat {

Result<std::string> join_service_plans(std::span<const std::string> known,
                                       std::span<const std::string> codes) {
  const std::set<std::string_view> offered(known.begin(), known.end());
  std::set<std::string_view> chosen;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!offered.contains(codes[i]))
      return invalid(fmt::format("disabledServicePlans[{}]", i), "servicePlanUnknown",
                     "The product has no such service plan.");
    if (!chosen.insert(codes[i]).second)
      return invalid(fmt::format("disabledServicePlans[{}]", i), "duplicate",
                     "The service plan is named twice.");
  }
  std::string joined;
  for (const std::string_view code : chosen) {
    if (!joined.empty()) joined += ' ';
    joined += code;
  }
  return joined;
}

}  // namespace perseat
