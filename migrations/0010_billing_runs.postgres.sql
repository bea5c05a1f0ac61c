-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- Runs of all that is due, asked for by the operator, with what they did. billed has minor units by
-- currency, "EUR 1250;KRW 900".
create table billing_run (
  org_id {id} not null references organization (org_id),
  id {id} not null,
  started_by {id} not null,
  as_of_ms {int} not null,
  started_at_ms {int} not null,
  finished_at_ms {int},
  renewed {int} not null check (renewed >= 0),
  ended {int} not null check (ended >= 0),
  collected {int} not null check (collected >= 0),
  failed {int} not null check (failed >= 0),
  billed {text} not null,
  lease_server {id} not null,
  lease_beat {int} not null,
  primary key (org_id, id)
) {table};
create index billing_run_open on billing_run (started_at_ms, org_id, id)
  where finished_at_ms is null;

-- What waits for a person.
create index subscription_parked on subscription (renewal_hold, org_id, id)
  where renewal_hold > '';

alter table billing_run enable row level security;
alter table billing_run force row level security;
create policy own_organization on billing_run using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));
