-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- Lists show invoices that have a number. Those still without one, as each is until its charge is
-- settled, are left out of their indexes: a purchase turns fewer pages.
drop index invoice_profile;
create index invoice_profile on invoice (org_id, profile_id, issued_on, id) where number <> '';
drop index invoice_issued;
create index invoice_issued on invoice (org_id, issued_on, created_at_ms, number)
  where number <> '';

-- An update stays on its page, and so out of all indexes, when the page has room for the new row:
-- every purchase makes a profile and then counts its first invoice.
alter table billing_profile set (fillfactor = 50);
