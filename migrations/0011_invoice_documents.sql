-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- What the document of an invoice says of its buyer, as it was when it was issued: the account may
-- change later, the document may not. Invoices from before say what the account says now.
alter table invoice add column sold_to_line1 {text} not null default '';
alter table invoice add column sold_to_line2 {text} not null default '';
alter table invoice add column sold_to_city {text} not null default '';
alter table invoice add column sold_to_region {text} not null default '';
alter table invoice add column sold_to_postal_code {text} not null default '';
alter table invoice add column sold_to_country {text} not null default '';
alter table invoice add column registration_number {text} not null default '';
alter table invoice add column contact_email {text} not null default '';
update invoice set
  sold_to_line1 = (select a.sold_to_line1 from billing_account a where a.org_id = invoice.org_id),
  sold_to_line2 = (select a.sold_to_line2 from billing_account a where a.org_id = invoice.org_id),
  sold_to_city = (select a.sold_to_city from billing_account a where a.org_id = invoice.org_id),
  sold_to_region = (select a.sold_to_region from billing_account a where a.org_id = invoice.org_id),
  sold_to_postal_code =
    (select a.sold_to_postal_code from billing_account a where a.org_id = invoice.org_id),
  sold_to_country =
    (select a.sold_to_country from billing_account a where a.org_id = invoice.org_id),
  registration_number =
    (select a.registration_number from billing_account a where a.org_id = invoice.org_id),
  contact_email = (select p.contact_email from billing_profile p
    where p.org_id = invoice.org_id and p.id = invoice.profile_id)
where exists (select 1 from billing_account a where a.org_id = invoice.org_id);
