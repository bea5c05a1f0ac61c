// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/licenses/seats.h"

#include <algorithm>
#include <utility>

#include "domain/service_plans.h"
#include "store/audit.h"

namespace perseat::usecases {

void need_people(store::Needs& needs, OrgId org, SubscriptionId subscription,
                 std::span<const UserId> users) {
  if (users.size() > people_per_call_max) return;
  for (const UserId user : users) {
    needs.users.add({org, user});
    needs.assignments.add({org, subscription, user});
  }
}

Candidate find_candidate(const store::State& state, OrgId org, SubscriptionId subscription,
                         UserId user) {
  Candidate candidate;
  candidate.user = user;
  candidate.holds_license = state.assignments.find({org, subscription, user}) != nullptr;
  if (const User* found = state.users.find({org, user})) {
    candidate.is_known = true;
    candidate.is_guest = found->kind == UserKind::guest;
    candidate.is_disabled = found->state == UserState::disabled;
  }
  return candidate;
}

std::vector<Candidate> find_candidates(const store::State& state, OrgId org,
                                       SubscriptionId subscription, std::span<const UserId> users) {
  std::vector<Candidate> candidates(users.size());
  if (users.size() > people_per_call_max) return candidates;
  std::ranges::transform(users, candidates.begin(), [&](UserId user) {
    return find_candidate(state, org, subscription, user);
  });
  return candidates;
}

Result<std::optional<std::string>> find_plans(
    const store::State& state, ProductId product,
    const std::optional<std::vector<std::string>>& codes) {
  if (!codes) return std::optional<std::string>{};
  std::vector<std::string> known;
  state.service_plans.each([&](const ServicePlan& plan) {
    if (plan.product == product) known.push_back(plan.code);
  });
  return std::optional<std::string>{TRY(join_service_plans(known, *codes))};
}

void SeatRecorder::record(UserId user, SeatOutcome outcome,
                          const std::optional<std::string>& plans) {
  const OrgId org = context_.actor.org;
  switch (outcome) {
    case SeatOutcome::assigned:
      state_.assignments.add({org, subscription_, user, context_.now, context_.actor.user,
                              plans.value_or(std::string())});
      changes_.push_back({user.text(), "", "assigned"});
      ++delta_;
      break;
    case SeatOutcome::unassigned:
      state_.assignments.remove({org, subscription_, user});
      changes_.push_back({user.text(), "assigned", ""});
      --delta_;
      break;
    case SeatOutcome::already_assigned:
      if (plans) change_plans(user, *plans);
      break;
    default: break;
  }
}

void SeatRecorder::change_plans(UserId user, const std::string& plans) {
  const Assignment::Key key{context_.actor.org, subscription_, user};
  const std::string before = state_.assignments.get(key).disabled_service_plans;
  if (before == plans) return;
  state_.assignments.change(key).disabled_service_plans = plans;
  changes_.push_back({user.text() + ".disabledServicePlans", before, plans});
}

void SeatRecorder::finish(std::string action) {
  if (changes_.empty()) return;
  if (delta_ != 0)
    state_.license_pools.change({context_.actor.org, subscription_}).assigned += delta_;
  store::append_event(state_, context_,
                      {std::move(action), "subscription", subscription_.uuid, std::move(changes_)});
}

}  // namespace perseat::usecases
