-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- A billing profile whose purchase was declined is closed, and lists do not see it. Those that were
-- left open until now are closed here.
alter table billing_profile add column closed_at_ms {int};

drop index billing_profile_owner;
create index billing_profile_owner on billing_profile (org_id, owner_id, id)
  where closed_at_ms is null;
drop index billing_profile_name;
create index billing_profile_name on billing_profile (org_id, name, id)
  where closed_at_ms is null;

-- What a purchase made has its moment. A nil id is spelled differently by each engine: here it is
-- taken from an invoice that corrects none, which every declined purchase left.
update billing_profile set
  closed_at_ms = created_at_ms,
  invoice_series = '',
  payment_method_id = (
    select i.corrects_id from invoice i
    where i.org_id = billing_profile.org_id and i.profile_id = billing_profile.id
      and i.status = 'abandoned' limit 1),
  backup_payment_method_id = (
    select i.corrects_id from invoice i
    where i.org_id = billing_profile.org_id and i.profile_id = billing_profile.id
      and i.status = 'abandoned' limit 1),
  version = version + 1
where next_invoice_number = 1
  and exists (
    select 1 from subscription s
    where s.org_id = billing_profile.org_id and s.profile_id = billing_profile.id
      and s.created_at_ms = billing_profile.created_at_ms
      and s.status = 'deleted' and s.started_at_ms is null)
  and not exists (
    select 1 from subscription s
    where s.org_id = billing_profile.org_id and s.profile_id = billing_profile.id
      and s.status <> 'deleted');

delete from invoice_series where exists (
  select 1 from billing_profile b
  where b.org_id = invoice_series.org_id and b.id = invoice_series.profile_id
    and b.closed_at_ms is not null);
