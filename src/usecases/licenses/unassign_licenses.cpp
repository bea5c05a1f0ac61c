// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/licenses/unassign_licenses.h"

#include "domain/standing.h"
#include "usecases/licenses/seats.h"
#include "usecases/status.h"

namespace perseat::usecases {

void UnassignLicenses::needs(store::Needs& needs, const Actor& actor) const {
  needs.subscriptions.add({actor.org, subscription});
  needs.license_pools.add({actor.org, subscription});
  need_people(needs, actor.org, subscription, users);
}

Result<UnassignLicenses::Output> UnassignLicenses::decide(store::State& state,
                                                          const Context& context) const {
  const OrgId org = context.actor.org;
  const Subscription* sold = state.subscriptions.find({org, subscription});
  if (sold == nullptr) return not_found();
  TRY(authorize(Action::unassign_licenses, standing_for(context.actor, *sold)));

  TRY(require_status(sold->status, SubscriptionAction::unassign));
  const auto outcomes = TRY(decide_unassignment(find_candidates(state, org, subscription, users)));

  Output output;
  SeatRecorder recorder(state, context, subscription);
  for (std::size_t i = 0; i < users.size(); ++i) {
    recorder.record(users[i], outcomes[i], std::nullopt);
    output.results.push_back({users[i], outcomes[i]});
  }
  recorder.finish("unassignLicenses");
  output.available = state.license_pools.get({org, subscription}).available();
  return output;
}

}  // namespace perseat::usecases
