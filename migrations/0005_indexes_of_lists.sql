-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- Indexes for what would read a whole organization: licenses by product, admins, a token by its id.

create unique index product_name on product (name, id);
create index role_assignment_role on role_assignment (org_id, role, id);
create index api_token_id on api_token (org_id, id);
