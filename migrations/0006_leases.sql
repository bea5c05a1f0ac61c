-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- Who works on a job or an attempt to move money: a server, and a beat that it counts up while it
-- does. The server nil is nobody.
alter table job add column lease_server {id} not null
  default x'00000000000000000000000000000000';
alter table job add column lease_beat {int} not null default 0;
alter table payment_attempt add column lease_server {id} not null
  default x'00000000000000000000000000000000';
alter table payment_attempt add column lease_beat {int} not null default 0;
