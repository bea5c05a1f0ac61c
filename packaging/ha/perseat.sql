-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- The role and the database, once, on the leader: psql -v password=... -f perseat.sql
create role perseat login password :'password';
create database perseat owner perseat encoding 'UTF8' template template0;
