// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What becomes of an invoice whose charge failed: it is charged again every few days, while the
// subscription goes on; when the days of grace are over, the subscription is disabled.
#pragma once

#include <optional>

#include "base/time.h"

namespace perseat {

// Settings of the deployment, in days, with these defaults: tried again on the 5th, 10th, 15th,
// 20th and 25th day after the invoice was due, given up on the 30th.
struct Dunning {
  int every_days = 5;
  int grace_days = 30;

  bool operator==(const Dunning&) const = default;
};

// Whether the days of grace are over on this day: nothing is charged any more.
[[nodiscard]] bool is_grace_over(Date due_on, Date today, const Dunning& dunning);
// The next day after `today` on which the invoice is charged again or given up. Nothing once the
// days of grace are over.
[[nodiscard]] std::optional<Date> next_dunning_day(Date due_on, Date today, const Dunning& dunning);

}  // namespace perseat
