// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A subscription as the API shows it, with the rows around it that its answer needs.
#pragma once

#include <string>

#include "base/json.h"
#include "domain/actor.h"
#include "domain/etag.h"
#include "domain/license.h"
#include "domain/subscription.h"
#include "ports/database.h"

namespace perseat::queries {

struct SubscriptionRow {
  Subscription subscription;
  LicensePool pool;
  std::string product_name;
  std::string unit_price;
  std::string currency;
  std::string purchaser_name;
};

// "select ... from subscription s join ... where " and the condition, which names columns of s.
[[nodiscard]] std::string select_subscriptions(std::string_view condition);
[[nodiscard]] SubscriptionRow fetch_subscription(const ports::Row& row);

// What surrounds an answer.
struct Viewer {
  const Actor& actor;
  Instant now;
};

// The whole object, with what the viewer may do.
void write_subscription(json::Writer& writer, const SubscriptionRow& row, const Viewer& viewer);
using perseat::etag_of;  // beside this one, which would hide it
[[nodiscard]] std::string etag_of(const SubscriptionRow& row);

}  // namespace perseat::queries
