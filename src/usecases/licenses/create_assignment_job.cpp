// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/licenses/create_assignment_job.h"

#include "base/card_number.h"
#include "base/csv.h"
#include "base/fold.h"
#include "base/text.h"
#include "domain/seat_change.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/licenses/seats.h"
#include "usecases/status.h"

namespace perseat::usecases {
namespace {

constexpr std::size_t input_bytes_max = 254;  // of an address; what is longer names nobody

bool is_address(std::string_view text) { return text.find('@') != std::string_view::npos; }

bool is_sized_right(const CreateAssignmentJob& wanted) {
  return !wanted.people.empty() && wanted.people.size() <= job_rows_max;
}

Result<void> check_size(const CreateAssignmentJob& wanted) {
  if (wanted.people.empty())
    return invalid(wanted.people_field, "peopleRequired", "Name at least one person.");
  if (wanted.people.size() <= job_rows_max) return {};
  return Error{ErrorCode::limit_exceeded,
               "tooMany",
               "A job serves at most 10,000 people.",
               wanted.people_field,
               {}};
}

// What was written is kept with each row.
Result<void> check_people(const CreateAssignmentJob& wanted) {
  for (const std::string& person : wanted.people) {
    if (holds_card_number(person))
      return invalid(wanted.people_field, "cardDataRefused",
                     "One of the people looks like a card number, which is never kept here.");
  }
  return {};
}

// Nil where the text names nobody of the organization. That an id is of somebody shows when its
// row is done.
UserId find_person(const store::State& state, OrgId org, const std::string& input) {
  if (input.size() > input_bytes_max) return {};
  if (!is_address(input)) return UserId{parse_uuid(input).value_or(Uuid{})};
  const Login* login = state.logins.find(fold_email(input));
  if (login == nullptr || login->org != org) return {};
  return login->user;
}

}  // namespace

std::vector<std::string> people_of_csv(std::string_view csv) {
  std::vector<std::string> people = csv::first_column(csv);
  if (!people.empty() && !is_address(people.front()) && !parse_uuid(people.front()))
    people.erase(people.begin());
  return people;
}

void CreateAssignmentJob::needs(store::Needs& needs, const Actor& actor) const {
  needs.subscriptions.add({actor.org, subscription});
  if (!is_sized_right(*this)) return;
  for (const std::string& person : people) {
    if (is_address(person) && person.size() <= input_bytes_max)
      needs.logins.add(fold_email(person));
  }
}

void CreateAssignmentJob::follow(const store::State& state, store::Needs& needs,
                                 const Actor& actor) const {
  const Subscription* found = state.subscriptions.find({actor.org, subscription});
  if (found != nullptr && disabled_service_plans) needs.plans_of_products.push_back(found->product);
}

Result<CreateAssignmentJob::Output> CreateAssignmentJob::decide(store::State& state,
                                                                const Context& context) const {
  const OrgId org = context.actor.org;
  const Subscription* sold = state.subscriptions.find({org, subscription});
  if (sold == nullptr) return not_found();
  const Standing standing = standing_for(context.actor, *sold);
  TRY(authorize(Action::create_assignment_job, standing));

  TRY(check_size(*this));
  TRY(check_people(*this));
  TRY(require_status(sold->status,
                     assigns ? SubscriptionAction::assign : SubscriptionAction::unassign));
  const auto plans = TRY(find_plans(state, sold->product, disabled_service_plans));

  Job job;
  job.org = org;
  job.id = context.ids.make<JobId>(context.now);
  job.kind = assigns ? assign_job_kind : unassign_job_kind;
  job.subscription = subscription;
  job.actor = context.actor.user;
  job.rows_total = static_cast<std::int64_t>(people.size());
  job.disabled_service_plans = plans;
  job.created_at = context.now;
  job.lease.server = context.server;
  state.jobs.add(job);
  for (std::size_t i = 0; i < people.size(); ++i)
    state.job_rows.add({org, job.id, static_cast<std::int64_t>(i) + 1,
                        std::string(cut_text(people[i], input_bytes_max)),
                        find_person(state, org, people[i]), ""});
  store::append_event(state, context,
                      {"createAssignmentJob",
                       "subscription",
                       subscription.uuid,
                       {{"job", "", job.id.text()}, {"rows", "", std::to_string(people.size())}}});
  return Output{job.id};
}

}  // namespace perseat::usecases
