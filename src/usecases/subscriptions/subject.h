// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A subscription with everything that its changes are decided on.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/etag.h"
#include "domain/lifecycle.h"
#include "store/state.h"
#include "usecases/billing/bill.h"
#include "usecases/status.h"
#include "usecases/subscriptions/pricing.h"

namespace perseat::usecases {

struct Subject {
  const Subscription& subscription;
  const LicensePool& pool;
  const BillingProfile& profile;
  const BillingAccount& account;
  const Product& product;
  const Offer& offer;

  [[nodiscard]] Period period() const {
    return {subscription.period_start, subscription.period_end};
  }
  [[nodiscard]] Bill bill(const Terms& terms) const {
    return {subscription, profile, account, product, terms.is_reverse_charge};
  }
  [[nodiscard]] Market market(const Settings& settings, Instant now) const {
    return {product, account, settings, now};
  }
};

// First what the id names, then what those rows lead to.
void need_subject(store::Needs& needs, const Subscription::Key& key);
void follow_subject(const store::State& state, store::Needs& needs, const Subscription::Key& key);

// not_found when there is none.
[[nodiscard]] Result<Subject> find_subject(const store::State& state, const Subscription::Key& key);

// The entity tag of a subscription as the API shows it: its own version and its pool's.
using perseat::etag_of;  // beside this one, which would hide it
[[nodiscard]] std::string etag_of(const Subscription& subscription, const LicensePool& pool);

// Refused with paymentPending while a charge is under way whose end is not known.
[[nodiscard]] Result<void> check_no_charge_pending(const Subscription& subscription);
// The days of being disabled are over, or the subscription was taken over.
[[nodiscard]] Error deleted_error();

}  // namespace perseat::usecases
