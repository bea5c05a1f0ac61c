// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/subject.h"

#include <string>

#include "domain/etag.h"

namespace perseat::usecases {

void need_subject(store::Needs& needs, const Subscription::Key& key) {
  needs.subscriptions.add(key);
  needs.license_pools.add(key);
  needs.organizations.add(key.org);
  needs.billing_accounts.add(key.org);
  needs.profiles_of_subscriptions.push_back(key);
  need_charged_lines(needs, key);
}

void follow_subject(const store::State& state, store::Needs& needs, const Subscription::Key& key) {
  const Subscription* subscription = state.subscriptions.find(key);
  if (subscription == nullptr) return;
  needs.products.add(subscription->product);
  needs.offers.add(subscription->offer);
  needs.prices.add(subscription->price);
  needs.prices_of_offers.push_back(subscription->offer);
  // The offer of the other term is found by looking through all of them.
  if (subscription->scheduled_term) needs.whole_catalog = true;
  const BillingAccount* account = state.billing_accounts.find(key.org);
  if (account != nullptr) needs.tax_rates_of_countries.push_back(account->sold_to.country);
  const BillingProfile* profile = state.billing_profiles.find({key.org, subscription->profile});
  if (profile != nullptr && !profile->payment_method.is_nil())
    needs.payment_methods.add({key.org, profile->payment_method});
  follow_charged_lines(state, needs, key);
}

Result<Subject> find_subject(const store::State& state, const Subscription::Key& key) {
  const Subscription* subscription = state.subscriptions.find(key);
  if (subscription == nullptr) return not_found();
  return Subject{*subscription,
                 state.license_pools.get(key),
                 state.billing_profiles.get({key.org, subscription->profile}),
                 state.billing_accounts.get(key.org),
                 state.products.get(subscription->product),
                 state.offers.get(subscription->offer)};
}

std::string etag_of(const Subscription& subscription, const LicensePool& pool) {
  return perseat::etag_of({subscription.version, pool.version});
}

Result<void> check_no_charge_pending(const Subscription& subscription) {
  if (!subscription.pending_attempt) return {};
  return conflict("paymentPending", "A payment is still under way. Wait for its end.");
}

Error deleted_error() {
  return conflict("subscriptionDeleted",
                  "The subscription is deleted. It can only be bought anew.");
}

}  // namespace perseat::usecases
