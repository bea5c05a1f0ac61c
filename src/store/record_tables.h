// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Columns of policies, idempotency records, the audit chain, jobs and billing runs.
#pragma once

#include "domain/audit.h"
#include "domain/billing_run.h"
#include "domain/idempotency.h"
#include "domain/job.h"
#include "store/table.h"

namespace perseat::store {

template <>
struct Table<PolicyEntry> {
  static constexpr std::string_view name = "policy";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple{column("org_id", &PolicyEntry::org),
                                             column("product_id", &PolicyEntry::product),
                                             column("value", &PolicyEntry::value),
                                             column("changed_at_ms", &PolicyEntry::changed_at),
                                             column("changed_by", &PolicyEntry::changed_by),
                                             column("version", &PolicyEntry::version)};
};

template <>
struct Table<PolicyChange> {
  static constexpr std::string_view name = "policy_change";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple{
      column("org_id", &PolicyChange::org),         column("id", &PolicyChange::id),
      column("product_id", &PolicyChange::product), column("value_before", &PolicyChange::before),
      column("value_after", &PolicyChange::after),  column("at_ms", &PolicyChange::at),
      column("actor_id", &PolicyChange::actor)};
};

template <>
struct Table<IdempotencyRecord> {
  static constexpr std::string_view name = "idempotency";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns =
      std::tuple{column("org_id", &IdempotencyRecord::org),
                 column("actor_id", &IdempotencyRecord::actor),
                 column("idempotency_key", &IdempotencyRecord::idempotency_key),
                 column("request_hash", &IdempotencyRecord::request_hash),
                 column("status", &IdempotencyRecord::status),
                 column("body", &IdempotencyRecord::body),
                 column("etag", &IdempotencyRecord::etag),
                 column("subject_id", &IdempotencyRecord::subject),
                 column("attempt_id", &IdempotencyRecord::attempt),
                 column("created_at_ms", &IdempotencyRecord::created_at)};
};

template <>
struct Table<AuditHead> {
  static constexpr std::string_view name = "audit_head";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns =
      std::tuple{column("org_id", &AuditHead::org), column("sequence", &AuditHead::sequence),
                 column("hash", &AuditHead::hash)};
};

template <>
struct Table<AuditEvent> {
  static constexpr std::string_view name = "audit_event";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple{column("org_id", &AuditEvent::org),
                                             column("sequence", &AuditEvent::sequence),
                                             column("at_ms", &AuditEvent::at),
                                             column("actor_id", &AuditEvent::actor),
                                             column("action", &AuditEvent::action),
                                             column("subject_kind", &AuditEvent::subject_kind),
                                             column("subject_id", &AuditEvent::subject),
                                             column("changes", &AuditEvent::changes),
                                             column("request_id", &AuditEvent::request_id),
                                             column("previous_hash", &AuditEvent::previous_hash),
                                             column("hash", &AuditEvent::hash)};
};

template <>
struct Table<Job> {
  static constexpr std::string_view name = "job";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns =
      std::tuple{column("org_id", &Job::org),
                 column("id", &Job::id),
                 column("kind", &Job::kind),
                 column("subscription_id", &Job::subscription),
                 column("actor_id", &Job::actor),
                 column("state", &Job::state),
                 column("rows_total", &Job::rows_total),
                 column("rows_done", &Job::rows_done),
                 column("rows_failed", &Job::rows_failed),
                 column("failure", &Job::failure),
                 column("disabled_service_plans", &Job::disabled_service_plans),
                 column("created_at_ms", &Job::created_at),
                 column("finished_at_ms", &Job::finished_at),
                 NestedColumn{"lease_server", &Job::lease, &Lease::server},
                 NestedColumn{"lease_beat", &Job::lease, &Lease::beat}};
};

template <>
struct Table<JobRow> {
  static constexpr std::string_view name = "job_row";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns =
      std::tuple{column("org_id", &JobRow::org),     column("job_id", &JobRow::job),
                 column("row_number", &JobRow::row), column("input", &JobRow::input),
                 column("user_id", &JobRow::user),   column("outcome", &JobRow::outcome)};
};

template <>
struct Table<BillingRun> {
  static constexpr std::string_view name = "billing_run";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns =
      std::tuple{column("org_id", &BillingRun::org),
                 column("id", &BillingRun::id),
                 column("started_by", &BillingRun::started_by),
                 column("as_of_ms", &BillingRun::as_of),
                 column("started_at_ms", &BillingRun::started_at),
                 column("finished_at_ms", &BillingRun::finished_at),
                 column("renewed", &BillingRun::renewed),
                 column("ended", &BillingRun::ended),
                 column("collected", &BillingRun::collected),
                 column("failed", &BillingRun::failed),
                 column("billed", &BillingRun::billed),
                 NestedColumn{"lease_server", &BillingRun::lease, &Lease::server},
                 NestedColumn{"lease_beat", &BillingRun::lease, &Lease::beat}};
};

}  // namespace perseat::store
