// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/dunning.h"

#include <algorithm>

namespace perseat {

bool is_grace_over(Date due_on, Date today, const Dunning& dunning) {
  return today >= due_on.plus_days(dunning.grace_days);
}

std::optional<Date> next_dunning_day(Date due_on, Date today, const Dunning& dunning) {
  if (is_grace_over(due_on, today, dunning)) return std::nullopt;
  const std::int32_t past = std::max(today.days - due_on.days, 0);
  const Date next = due_on.plus_days((past / dunning.every_days + 1) * dunning.every_days);
  return std::min(next, due_on.plus_days(dunning.grace_days));
}

}  // namespace perseat
