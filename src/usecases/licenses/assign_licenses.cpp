// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/licenses/assign_licenses.h"

#include "domain/standing.h"
#include "usecases/licenses/seats.h"
#include "usecases/status.h"

namespace perseat::usecases {

void AssignLicenses::needs(store::Needs& needs, const Actor& actor) const {
  needs.subscriptions.add({actor.org, subscription});
  needs.license_pools.add({actor.org, subscription});
  need_people(needs, actor.org, subscription, users);
}

void AssignLicenses::follow(const store::State& state, store::Needs& needs,
                            const Actor& actor) const {
  const Subscription* found = state.subscriptions.find({actor.org, subscription});
  if (found != nullptr && disabled_service_plans) needs.plans_of_products.push_back(found->product);
}

Result<AssignLicenses::Output> AssignLicenses::decide(store::State& state,
                                                      const Context& context) const {
  const OrgId org = context.actor.org;
  const Subscription* sold = state.subscriptions.find({org, subscription});
  if (sold == nullptr) return not_found();
  TRY(authorize(Action::assign_licenses, standing_for(context.actor, *sold)));

  TRY(require_status(sold->status, SubscriptionAction::assign));
  const auto plans = TRY(find_plans(state, sold->product, disabled_service_plans));
  const LicensePool& pool = state.license_pools.get({org, subscription});
  const auto outcomes = TRY(decide_assignment(find_candidates(state, org, subscription, users),
                                              {pool.total, pool.assigned}));

  Output output;
  SeatRecorder recorder(state, context, subscription);
  for (std::size_t i = 0; i < users.size(); ++i) {
    recorder.record(users[i], outcomes[i], plans);
    output.results.push_back({users[i], outcomes[i]});
  }
  recorder.finish("assignLicenses");
  output.available = state.license_pools.get({org, subscription}).available();
  return output;
}

}  // namespace perseat::usecases
