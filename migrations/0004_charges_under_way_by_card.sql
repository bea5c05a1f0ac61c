-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- Finds the charges of a card that are under way: until they end it cannot be deleted.
create index payment_attempt_card on payment_attempt (org_id, payment_method_id, id)
  where status in ('open', 'needsAction');
