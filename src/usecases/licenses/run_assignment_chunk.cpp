// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/licenses/run_assignment_chunk.h"

#include <algorithm>
#include <vector>

#include "domain/seat_change.h"
#include "domain/standing.h"
#include "usecases/licenses/create_assignment_job.h"
#include "usecases/licenses/seats.h"
#include "usecases/status.h"

namespace perseat::usecases {
namespace {

bool has_ended(const Job& job) {
  return job.state == JobState::done || job.state == JobState::failed;
}

// Who asked, with the account and the roles they have now.
Result<Actor> find_actor(const store::State& state, OrgId org, UserId user) {
  const User* found = state.users.find({org, user});
  if (found == nullptr) return not_found();
  if (found->state == UserState::disabled)
    return forbidden("accountDisabled", "The account of who asked for this is disabled.");
  Actor actor;
  actor.org = org;
  actor.user = user;
  actor.is_guest = found->kind == UserKind::guest;
  state.role_assignments.each([&](const RoleAssignment& row) {
    if (row.org == org && row.user == user) actor.roles.push_back({row.role, row.profile});
  });
  return actor;
}

Result<void> check_whole_job(const store::State& state, const Job& job,
                             const Subscription& subscription) {
  const Actor actor = TRY(find_actor(state, job.org, job.actor));
  const bool assigns = job.kind == assign_job_kind;
  TRY(authorize(assigns ? Action::assign_licenses : Action::unassign_licenses,
                standing_for(actor, subscription)));
  return require_status(subscription.status,
                        assigns ? SubscriptionAction::assign : SubscriptionAction::unassign);
}

void end_job(Job& job, JobState state, Instant now, std::string failure) {
  job.state = state;
  job.failure = std::move(failure);
  job.finished_at = now;
}

// The rows of the chunk that wait.
std::vector<JobRow::Key> waiting_rows(const store::State& state, const Job& job,
                                      std::int64_t first_row) {
  std::vector<JobRow::Key> keys;
  const std::int64_t end = std::min(first_row + job_chunk_rows, job.rows_total + 1);
  for (std::int64_t row = first_row; row < end; ++row) {
    const JobRow::Key key{job.org, job.id, row};
    if (state.job_rows.get(key).outcome.empty()) keys.push_back(key);
  }
  return keys;
}

// Does the rows one after the other and gives how many of them were refused.
std::int64_t run_rows(store::State& state, const Context& context, const Job& job,
                      const std::vector<JobRow::Key>& keys) {
  const bool assigns = job.kind == assign_job_kind;
  std::int64_t seats_left = state.license_pools.get({job.org, job.subscription}).available();
  std::int64_t failed = 0;
  SeatRecorder recorder(state, context, job.subscription);
  for (const JobRow::Key& key : keys) {
    const UserId user = state.job_rows.get(key).user;
    const Candidate candidate =
        user.is_nil() ? Candidate{} : find_candidate(state, job.org, job.subscription, user);
    const SeatOutcome outcome =
        assigns ? judge_assignment(candidate, seats_left) : judge_unassignment(candidate);
    recorder.record(user, outcome, job.disabled_service_plans);
    if (outcome == SeatOutcome::assigned) --seats_left;
    if (is_refusal(outcome)) ++failed;
    JobRow& row = state.job_rows.change(key);
    row.outcome = enum_text(outcome);
    // An id of nobody, or of another organization's.
    if (outcome == SeatOutcome::not_found) row.user = {};
  }
  recorder.finish(job.kind);
  return failed;
}

}  // namespace

void RunAssignmentChunk::needs(store::Needs& needs, const Actor& actor) const {
  needs.jobs.add({actor.org, job});
  for (std::int64_t row = first_row; row < first_row + job_chunk_rows; ++row)
    needs.job_rows.add({actor.org, job, row});
  needs.subscriptions.add({actor.org, subscription});
  needs.license_pools.add({actor.org, subscription});
  needs.users.add({actor.org, asked_by});
  needs.roles_of_users.push_back({actor.org, asked_by});
}

void RunAssignmentChunk::follow(const store::State& state, store::Needs& needs,
                                const Actor& actor) const {
  std::vector<UserId> users;
  for (std::int64_t row = first_row; row < first_row + job_chunk_rows; ++row) {
    const JobRow* found = state.job_rows.find({actor.org, job, row});
    if (found != nullptr && !found->user.is_nil()) users.push_back(found->user);
  }
  need_people(needs, actor.org, subscription, users);
}

Result<RunAssignmentChunk::Output> RunAssignmentChunk::decide(store::State& state,
                                                              const Context& context) const {
  const OrgId org = context.actor.org;
  const Job* found = state.jobs.find({org, job});
  const Subscription* sold = state.subscriptions.find({org, subscription});
  if (found == nullptr || sold == nullptr || found->subscription != subscription)
    return not_found();
  if (has_ended(*found) || found->rows_done + 1 != first_row || found->lease != lease)
    return Output{found->state, found->rows_done};

  const auto allowed = check_whole_job(state, *found, *sold);
  if (!allowed) {
    end_job(state.jobs.change({org, job}), JobState::failed, context.now, allowed.error().reason);
    return Output{JobState::failed, found->rows_done};
  }

  const auto keys = waiting_rows(state, *found, first_row);
  const std::int64_t failed = run_rows(state, context, *found, keys);
  Job& changed = state.jobs.change({org, job});
  changed.state = JobState::running;
  changed.lease = lease.next(context.server);
  changed.rows_done += std::ssize(keys);
  changed.rows_failed += failed;
  if (changed.rows_done == changed.rows_total) end_job(changed, JobState::done, context.now, "");
  return Output{changed.state, changed.rows_done};
}

void FailJob::needs(store::Needs& needs, const Actor& actor) const {
  needs.jobs.add({actor.org, job});
}

Result<FailJob::Output> FailJob::decide(store::State& state, const Context& context) const {
  const OrgKey<JobId> key{context.actor.org, job};
  const Job* found = state.jobs.find(key);
  if (found == nullptr) return not_found();
  if (has_ended(*found) || found->lease != lease) return Output{};
  end_job(state.jobs.change(key), JobState::failed, context.now, reason);
  return Output{};
}

}  // namespace perseat::usecases
