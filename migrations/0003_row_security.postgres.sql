-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- Row security: a second wall between organizations beside the statements' own conditions. A
-- transaction names the organizations whose rows it sees (perseat.organizations), or says that it
-- serves all of them (perseat.sees_everything); without either it sees none. The settings are read
-- once a statement, not once a row. Not walled: login and invoice_series, whose values are unique
-- over all organizations, so that a command must see whether one is taken.

alter table organization enable row level security;
alter table organization force row level security;
create policy own_organization on organization using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table billing_account enable row level security;
alter table billing_account force row level security;
create policy own_organization on billing_account using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table user_account enable row level security;
alter table user_account force row level security;
create policy own_organization on user_account using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table user_search_word enable row level security;
alter table user_search_word force row level security;
create policy own_organization on user_search_word using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table role_assignment enable row level security;
alter table role_assignment force row level security;
create policy own_organization on role_assignment using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table session enable row level security;
alter table session force row level security;
create policy own_organization on session using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table api_token enable row level security;
alter table api_token force row level security;
create policy own_organization on api_token using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table payment_method enable row level security;
alter table payment_method force row level security;
create policy own_organization on payment_method using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table billing_profile enable row level security;
alter table billing_profile force row level security;
create policy own_organization on billing_profile using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table subscription enable row level security;
alter table subscription force row level security;
create policy own_organization on subscription using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table license_pool enable row level security;
alter table license_pool force row level security;
create policy own_organization on license_pool using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table assignment enable row level security;
alter table assignment force row level security;
create policy own_organization on assignment using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table trial_use enable row level security;
alter table trial_use force row level security;
create policy own_organization on trial_use using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table subscription_order enable row level security;
alter table subscription_order force row level security;
create policy own_organization on subscription_order using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table invoice enable row level security;
alter table invoice force row level security;
create policy own_organization on invoice using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table invoice_line enable row level security;
alter table invoice_line force row level security;
create policy own_organization on invoice_line using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table payment_attempt enable row level security;
alter table payment_attempt force row level security;
create policy own_organization on payment_attempt using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table policy enable row level security;
alter table policy force row level security;
create policy own_organization on policy using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table policy_change enable row level security;
alter table policy_change force row level security;
create policy own_organization on policy_change using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy own_organization on idempotency using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy own_organization on audit_head using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy own_organization on audit_event using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table job enable row level security;
alter table job force row level security;
create policy own_organization on job using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));

alter table job_row enable row level security;
alter table job_row force row level security;
create policy own_organization on job_row using (
  (select current_setting('perseat.sees_everything', true)) = 'yes'
  or org_id = any (array(select unnest(
    coalesce(nullif(current_setting('perseat.organizations', true), ''), '{}')::uuid[]))));
