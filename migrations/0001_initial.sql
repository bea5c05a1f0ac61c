-- Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
-- The first schema. Words in braces are types that each engine spells in its own way.
-- Every table of a tenant starts its key with org_id; what is unique over all organizations
-- (a login, a session, a token, an invoice series) is a table keyed by that value.

-- Reference data: small, the operator's, the same for all organizations.
create table product (
  id {id} not null primary key,
  sku {text} not null unique,
  name {text} not null,
  description {text} not null,
  tax_category {text} not null,
  excluded_countries {text} not null,
  is_self_service {int} not null check (is_self_service in (0, 1)),
  is_retired {int} not null check (is_retired in (0, 1)),
  version {int} not null
) {table};

create table service_plan (
  product_id {id} not null references product (id),
  code {text} not null,
  name {text} not null,
  primary key (product_id, code)
) {table};

create table offer (
  id {id} not null primary key,
  product_id {id} not null references product (id),
  code {text} not null,
  term {text} not null check (term in ('monthly', 'yearly')),
  trial_needs_card {int} not null check (trial_needs_card in (0, 1)),
  trial_days {int} not null check (trial_days >= 0),
  quantity_min {int} not null check (quantity_min >= 1),
  quantity_max {int} not null check (quantity_max between quantity_min and 100000),
  seat_reduction {text} not null,
  bill_increase {text} not null,
  cancel_refund {text} not null,
  cancel_window_hours {int} not null,
  is_retired {int} not null check (is_retired in (0, 1)),
  version {int} not null,
  unique (product_id, code)
) {table};

create table price (
  id {id} not null primary key,
  offer_id {id} not null references offer (id),
  country {text} not null,
  currency {text} not null,
  unit_price {text} not null,
  tax_inclusive {int} not null check (tax_inclusive in (0, 1)),
  valid_from_ms {int} not null,
  unique (offer_id, country, currency, valid_from_ms)
) {table};

create table tax_rate (
  id {text} not null primary key,
  country {text} not null,
  region {text} not null,
  category {text} not null,
  rate_percent {text} not null,
  valid_from {int} not null,
  unique (country, region, category, valid_from)
) {table};

-- Organizations and people.
create table organization (
  org_id {id} not null primary key,
  name {text} not null,
  country {text} not null,
  kind {text} not null check (kind in ('commercial', 'government', 'education', 'nonprofit')),
  created_at_ms {int} not null,
  version {int} not null
) {table};

create table billing_account (
  org_id {id} not null primary key references organization (org_id),
  name {text} not null,
  sold_to_line1 {text} not null,
  sold_to_line2 {text} not null,
  sold_to_city {text} not null,
  sold_to_region {text} not null,
  sold_to_postal_code {text} not null,
  sold_to_country {text} not null,
  tax_id {text} not null,
  tax_id_verified {int} not null check (tax_id_verified in (0, 1)),
  registration_number {text} not null,
  time_zone {text} not null,
  currency {text} not null,
  version {int} not null
) {table};

create table user_account (
  org_id {id} not null references organization (org_id),
  id {id} not null,
  email {text} not null,
  display_name {text} not null,
  sort_name {text} not null,
  kind {text} not null check (kind in ('member', 'guest')),
  state {text} not null check (state in ('active', 'disabled')),
  usage_country {text} not null,
  locale {text} not null,
  created_at_ms {int} not null,
  version {int} not null,
  primary key (org_id, id)
) {table};
create index user_account_name on user_account (org_id, sort_name, id);

create table login (
  email_folded {text} not null primary key,
  org_id {id} not null,
  user_id {id} not null,
  password_hash {text} not null,
  failures {int} not null check (failures >= 0),
  blocked_until_ms {int} not null
) {table};

create table user_search_word (
  org_id {id} not null,
  word {text} not null,
  user_id {id} not null,
  primary key (org_id, word, user_id),
  foreign key (org_id, user_id) references user_account (org_id, id)
) {table};
create index user_search_word_user on user_search_word (org_id, user_id);

create table role_assignment (
  org_id {id} not null,
  id {id} not null,
  user_id {id} not null,
  role {text} not null,
  profile_id {id} not null,
  granted_at_ms {int} not null,
  granted_by {id} not null,
  primary key (org_id, id),
  unique (org_id, user_id, role, profile_id),
  foreign key (org_id, user_id) references user_account (org_id, id)
) {table};

create table session (
  secret_hash {text} not null primary key,
  org_id {id} not null,
  user_id {id} not null,
  csrf_token {text} not null,
  created_at_ms {int} not null,
  expires_at_ms {int} not null
) {table};
create index session_person on session (org_id, user_id);

create table api_token (
  secret_hash {text} not null primary key,
  org_id {id} not null,
  id {id} not null,
  user_id {id} not null,
  name {text} not null,
  scopes {text} not null,
  created_at_ms {int} not null,
  expires_at_ms {int},
  revoked_at_ms {int}
) {table};
create index api_token_user on api_token (org_id, user_id, id);

-- Paying.
create table payment_method (
  org_id {id} not null references organization (org_id),
  id {id} not null,
  owner_id {id} not null,
  gateway_customer {text} not null,
  gateway_token {text} not null,
  brand {text} not null,
  last4 {text} not null,
  expiry_month {int} not null check (expiry_month between 1 and 12),
  expiry_year {int} not null check (expiry_year between 2000 and 9999),
  holder_name {text} not null,
  address_line1 {text} not null,
  address_line2 {text} not null,
  address_city {text} not null,
  address_region {text} not null,
  address_postal_code {text} not null,
  address_country {text} not null,
  issuing_country {text} not null,
  declined_at_ms {int},
  deleted_at_ms {int},
  created_at_ms {int} not null,
  version {int} not null,
  primary key (org_id, id),
  foreign key (org_id, owner_id) references user_account (org_id, id)
) {table};
create index payment_method_owner on payment_method (org_id, owner_id, id);
create index payment_method_detach on payment_method (deleted_at_ms, org_id, id)
  where deleted_at_ms is not null and gateway_token <> '';

create table billing_profile (
  org_id {id} not null,
  id {id} not null,
  owner_id {id} not null,
  name {text} not null,
  currency {text} not null,
  payment_method_id {id} not null,
  backup_payment_method_id {id} not null,
  bill_to_line1 {text} not null,
  bill_to_line2 {text} not null,
  bill_to_city {text} not null,
  bill_to_region {text} not null,
  bill_to_postal_code {text} not null,
  bill_to_country {text} not null,
  contact_email {text} not null,
  po_number {text} not null,
  invoice_by_email {int} not null check (invoice_by_email in (0, 1)),
  extra_recipients {text} not null,
  invoice_series {text} not null,
  next_invoice_number {int} not null check (next_invoice_number >= 1),
  created_at_ms {int} not null,
  version {int} not null,
  primary key (org_id, id),
  foreign key (org_id, owner_id) references user_account (org_id, id)
) {table};
create index billing_profile_owner on billing_profile (org_id, owner_id, id);
create index billing_profile_name on billing_profile (org_id, name, id);
create index billing_profile_method on billing_profile (org_id, payment_method_id, id);
create index billing_profile_backup on billing_profile (org_id, backup_payment_method_id, id);

create table invoice_series (
  series {text} not null primary key,
  org_id {id} not null,
  profile_id {id} not null
) {table};

-- Subscriptions and who sits on them.
create table subscription (
  org_id {id} not null,
  id {id} not null,
  product_id {id} not null references product (id),
  offer_id {id} not null references offer (id),
  price_id {id} not null references price (id),
  purchaser_id {id} not null,
  scope {text} not null check (scope in ('individual', 'organization')),
  profile_id {id} not null,
  nickname {text} not null,
  status {text} not null
    check (status in ('pendingPayment', 'trial', 'active', 'expired', 'disabled', 'deleted')),
  status_since_ms {int} not null,
  quantity {int} not null check (quantity >= 0),
  scheduled_quantity {int} check (scheduled_quantity >= 1),
  scheduled_term {text},
  pending_attempt_id {id},
  term {text} not null check (term in ('monthly', 'yearly')),
  anchor_day {int} not null check (anchor_day between 1 and 31),
  period_start {int} not null,
  period_end {int} not null check (period_end > period_start),
  recurring_billing {text} not null check (recurring_billing in ('on', 'onceMore', 'off')),
  created_at_ms {int} not null,
  started_at_ms {int},
  window_from_ms {int},
  renews_at_ms {int},
  expires_at_ms {int},
  next_lifecycle_at_ms {int},
  cancel_reason {text},
  cancel_feedback {text} not null,
  version {int} not null,
  primary key (org_id, id),
  foreign key (org_id, purchaser_id) references user_account (org_id, id),
  foreign key (org_id, profile_id) references billing_profile (org_id, id)
) {table};
create index subscription_purchaser on subscription (org_id, purchaser_id, id);
create index subscription_profile on subscription (org_id, profile_id, id);
create index subscription_product on subscription (org_id, product_id, id);
create index subscription_renews on subscription (renews_at_ms, org_id, id)
  where renews_at_ms is not null;
create index subscription_lifecycle on subscription (next_lifecycle_at_ms, org_id, id)
  where next_lifecycle_at_ms is not null;

create table license_pool (
  org_id {id} not null,
  subscription_id {id} not null,
  total {int} not null check (total >= 0),
  assigned {int} not null check (assigned >= 0 and assigned <= total),
  version {int} not null,
  primary key (org_id, subscription_id),
  foreign key (org_id, subscription_id) references subscription (org_id, id)
) {table};

create table assignment (
  org_id {id} not null,
  subscription_id {id} not null,
  user_id {id} not null,
  assigned_at_ms {int} not null,
  assigned_by {id} not null,
  disabled_service_plans {text} not null,
  primary key (org_id, subscription_id, user_id),
  foreign key (org_id, subscription_id) references license_pool (org_id, subscription_id),
  foreign key (org_id, user_id) references user_account (org_id, id)
) {table};
create index assignment_user on assignment (org_id, user_id, subscription_id);

create table trial_use (
  org_id {id} not null,
  user_id {id} not null,
  product_id {id} not null references product (id),
  subscription_id {id} not null,
  at_ms {int} not null,
  primary key (org_id, user_id, product_id),
  foreign key (org_id, user_id) references user_account (org_id, id)
) {table};

create table subscription_order (
  org_id {id} not null,
  subscription_id {id} not null,
  id {id} not null,
  kind {text} not null,
  at_ms {int} not null,
  actor_id {id} not null,
  quantity_before {int} not null,
  quantity_after {int} not null,
  invoice_id {id} not null,
  total_minor {int} not null,
  currency {text} not null,
  primary key (org_id, subscription_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id)
) {table};

-- Invoices and the money that moves for them.
create table invoice (
  org_id {id} not null,
  id {id} not null,
  profile_id {id} not null,
  subscription_id {id} not null,
  kind {text} not null check (kind in ('invoice', 'creditNote')),
  status {text} not null
    check (status in ('pending', 'abandoned', 'due', 'overdue', 'paid', 'void')),
  number {text} not null,
  issued_on {int},
  due_on {int},
  created_at_ms {int} not null,
  currency {text} not null,
  discount_minor {int} not null,
  net_minor {int} not null,
  tax_minor {int} not null,
  total_minor {int} not null check (total_minor = net_minor + tax_minor),
  due_minor {int} not null check (due_minor >= 0),
  corrects_id {id} not null,
  bill_to_line1 {text} not null,
  bill_to_line2 {text} not null,
  bill_to_city {text} not null,
  bill_to_region {text} not null,
  bill_to_postal_code {text} not null,
  bill_to_country {text} not null,
  bill_to_name {text} not null,
  tax_id {text} not null,
  po_number {text} not null,
  reverse_charge {int} not null check (reverse_charge in (0, 1)),
  version {int} not null,
  primary key (org_id, id),
  foreign key (org_id, profile_id) references billing_profile (org_id, id),
  foreign key (org_id, subscription_id) references subscription (org_id, id),
  check ((number = '') = (status in ('pending', 'abandoned')))
) {table};
create unique index invoice_number on invoice (org_id, number) where number <> '';
create index invoice_profile on invoice (org_id, profile_id, issued_on, id);
create index invoice_issued on invoice (org_id, issued_on, created_at_ms, number);
create index invoice_corrects on invoice (org_id, corrects_id, id) where kind = 'creditNote';
create index invoice_overdue on invoice (org_id, profile_id) where status = 'overdue';
create index invoice_subscription on invoice (org_id, subscription_id, id);

create table invoice_line (
  org_id {id} not null,
  invoice_id {id} not null,
  line {int} not null check (line >= 1),
  subscription_id {id} not null,
  type {text} not null,
  description {text} not null,
  quantity {int} not null,
  unit_price {text} not null,
  service_start {int} not null,
  service_end {int} not null check (service_end >= service_start),
  period_start {int} not null,
  period_end {int} not null,
  gross_minor {int} not null,
  discount_minor {int} not null,
  net_minor {int} not null,
  tax_category {text} not null,
  tax_rate_percent {text} not null,
  tax_minor {int} not null,
  tax_inclusive {int} not null check (tax_inclusive in (0, 1)),
  credited_net_minor {int} not null,
  credited_tax_minor {int} not null,
  credited_seats {int} not null check (credited_seats >= 0),
  credits_invoice_id {id} not null,
  credits_line {int} not null,
  primary key (org_id, invoice_id, line),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  check (net_minor < 0 or (credited_net_minor between 0 and net_minor)),
  check (tax_minor < 0 or (credited_tax_minor between 0 and tax_minor))
) {table};
create index invoice_line_subscription on invoice_line (org_id, subscription_id, service_end);

create table payment_attempt (
  org_id {id} not null,
  id {id} not null,
  purpose {text} not null
    check (purpose in ('purchase', 'increase', 'reactivation', 'invoice', 'refund')),
  status {text} not null check (status in ('open', 'needsAction', 'succeeded', 'declined')),
  invoice_id {id} not null,
  subscription_id {id} not null,
  payment_method_id {id} not null,
  actor_id {id} not null,
  amount_minor {int} not null check (amount_minor > 0),
  currency {text} not null,
  quantity_target {int} not null,
  gateway_reference {text} not null,
  decline_code {text} not null,
  next_action_url {text} not null,
  created_at_ms {int} not null,
  settled_at_ms {int},
  primary key (org_id, id),
  foreign key (org_id, invoice_id) references invoice (org_id, id),
  foreign key (org_id, payment_method_id) references payment_method (org_id, id)
) {table};
create index payment_attempt_open on payment_attempt (created_at_ms, org_id, id)
  where status in ('open', 'needsAction');
create index payment_attempt_invoice on payment_attempt (org_id, invoice_id, id);

-- Policy, memory of requests, audit, long work.
create table policy (
  org_id {id} not null references organization (org_id),
  product_id {id} not null,
  value {text} not null
    check (value in ('enabled', 'onlyTrialsWithoutPaymentMethod', 'disabled', 'askFirst')),
  changed_at_ms {int} not null,
  changed_by {id} not null,
  version {int} not null,
  primary key (org_id, product_id)
) {table};

create table policy_change (
  org_id {id} not null references organization (org_id),
  id {id} not null,
  product_id {id} not null,
  value_before {text} not null,
  value_after {text} not null,
  at_ms {int} not null,
  actor_id {id} not null,
  primary key (org_id, id)
) {table};
create index policy_change_product on policy_change (org_id, product_id, id);

create table idempotency (
  org_id {id} not null,
  actor_id {id} not null,
  idempotency_key {text} not null,
  request_hash {text} not null,
  status {int} not null,
  body {text} not null,
  etag {text} not null,
  subject_id {id} not null,
  attempt_id {id} not null,
  created_at_ms {int} not null,
  primary key (org_id, actor_id, idempotency_key)
) {table};
create index idempotency_age on idempotency (created_at_ms, org_id);

create table audit_head (
  org_id {id} not null primary key references organization (org_id),
  sequence {int} not null check (sequence >= 0),
  hash {text} not null
) {table};

create table audit_event (
  org_id {id} not null references organization (org_id),
  sequence {int} not null check (sequence >= 1),
  at_ms {int} not null,
  actor_id {id} not null,
  action {text} not null,
  subject_kind {text} not null,
  subject_id {id} not null,
  changes {text} not null,
  request_id {text} not null,
  previous_hash {text} not null,
  hash {text} not null,
  primary key (org_id, sequence)
) {table};
create index audit_event_subject on audit_event (org_id, subject_id, sequence);

create table job (
  org_id {id} not null references organization (org_id),
  id {id} not null,
  kind {text} not null,
  subscription_id {id} not null,
  actor_id {id} not null,
  state {text} not null check (state in ('waiting', 'running', 'done', 'failed')),
  rows_total {int} not null,
  rows_done {int} not null check (rows_done between 0 and rows_total),
  rows_failed {int} not null,
  failure {text} not null,
  disabled_service_plans {text},
  created_at_ms {int} not null,
  finished_at_ms {int},
  primary key (org_id, id)
) {table};
create index job_open on job (created_at_ms, org_id, id) where state in ('waiting', 'running');

create table job_row (
  org_id {id} not null,
  job_id {id} not null,
  row_number {int} not null check (row_number >= 1),
  input {text} not null,
  user_id {id} not null,
  outcome {text} not null,
  primary key (org_id, job_id, row_number),
  foreign key (org_id, job_id) references job (org_id, id)
) {table};
