// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/billing/billing_run.h"

#include "domain/standing.h"
#include "store/audit.h"

namespace perseat::usecases {

void StartBillingRun::needs(store::Needs&, const Actor&) const {}

Result<StartBillingRun::Output> StartBillingRun::decide(store::State& state,
                                                        const Context& context) const {
  if (!check(Action::run_billing, standing_of(context.actor)))
    return forbidden("operatorOnly", "Only the operator of the deployment may do this.");
  if (as_of && *as_of > context.now)
    return invalid("asOf", "timeInFuture", "Nothing is billed before its time.");
  BillingRun run;
  run.org = context.actor.org;
  run.id = context.ids.make<BillingRunId>(context.now);
  run.started_by = context.actor.user;
  run.as_of = as_of.value_or(context.now);
  run.started_at = context.now;
  run.lease.server = context.server;
  state.billing_runs.add(run);
  store::append_event(
      state, context,
      {"createBillingRun", "billingRun", run.id.uuid, {{"asOf", "", format_instant(run.as_of)}}});
  return Output{run.id};
}

void NoteBillingRun::needs(store::Needs& needs, const Actor& actor) const {
  needs.billing_runs.add({actor.org, run});
}

Result<NoteBillingRun::Output> NoteBillingRun::decide(store::State& state,
                                                      const Context& context) const {
  const BillingRun::Key key{context.actor.org, run};
  const BillingRun* found = state.billing_runs.find(key);
  if (!context.actor.user.is_nil() || found == nullptr) return not_found();
  if (found->finished_at || found->lease != lease) return Output{};
  BillingRun& noted = state.billing_runs.change(key);
  BillingTally tally = noted.tally();
  tally += more;
  noted.set_tally(tally);
  noted.lease = lease.next(context.server);
  if (is_finished) noted.finished_at = context.now;
  return Output{true, noted.lease};
}

}  // namespace perseat::usecases
