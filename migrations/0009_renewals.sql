-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- When the server charges an issued invoice next, by itself; null: it does not.
alter table invoice add column next_charge_at_ms {int};
create index invoice_next_charge on invoice (next_charge_at_ms, org_id, id)
  where next_charge_at_ms is not null;

-- Why a subscription that is due is not renewed: it waits for a person. Empty: it does not.
alter table subscription add column renewal_hold {text} not null default '';

-- No period of a subscription is billed twice, whatever else goes wrong.
create unique index invoice_line_renewal on invoice_line (org_id, subscription_id, period_start)
  where type = 'renew';
