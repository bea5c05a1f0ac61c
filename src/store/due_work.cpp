// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/due_work.h"

#include <algorithm>

namespace perseat::store {
namespace {

const ports::Sql select_renewals{
    "select renews_at_ms, org_id, id, id from subscription "
    "where renews_at_ms <= $1 and (renews_at_ms, org_id, id) > ($2, $3, $4) "
    "and renewal_hold = '' order by renews_at_ms, org_id, id limit $5"};

const ports::Sql select_parked{
    "select renews_at_ms, org_id, id, id from subscription "
    "where renewal_hold <> '' and renews_at_ms <= $1 "
    "and (renews_at_ms, org_id, id) > ($2, $3, $4) "
    "order by renews_at_ms, org_id, id limit $5"};

const ports::Sql select_ends{
    "select next_lifecycle_at_ms, org_id, id, id from subscription "
    "where next_lifecycle_at_ms <= $1 and (next_lifecycle_at_ms, org_id, id) > ($2, $3, $4) "
    "order by next_lifecycle_at_ms, org_id, id limit $5"};

const ports::Sql select_collections{
    "select next_charge_at_ms, org_id, id, subscription_id from invoice "
    "where next_charge_at_ms <= $1 and (next_charge_at_ms, org_id, id) > ($2, $3, $4) "
    "order by next_charge_at_ms, org_id, id limit $5"};

const ports::Sql select_next_renewal{
    "select min(renews_at_ms) from subscription where renews_at_ms > $1"};
const ports::Sql select_next_end{
    "select min(next_lifecycle_at_ms) from subscription where next_lifecycle_at_ms > $1"};
const ports::Sql select_next_collection{
    "select min(next_charge_at_ms) from invoice where next_charge_at_ms > $1"};

// Both statuses are named, and a time, because the index is of these.
const ports::Sql select_moving_money{
    "select status from payment_attempt "
    "where status in ('open', 'needsAction') and created_at_ms >= 0"};

const ports::Sql& select_of(DueKind kind) {
  switch (kind) {
    case DueKind::renewal: return select_renewals;
    case DueKind::parked: return select_parked;
    case DueKind::end: return select_ends;
    case DueKind::collection: break;
  }
  return select_collections;
}

}  // namespace

Result<std::vector<DueWork>> find_due_work(ports::Connection& reader, DueKind kind, Instant now,
                                           const DueWork& after, std::int64_t limit) {
  std::vector<DueWork> found;
  const ports::Value values[] = {ports::Value::of(now), ports::Value::of(after.at),
                                 ports::Value::of(after.org), ports::Value::of(after.id),
                                 ports::Value::of(limit)};
  TRY(reader.query(select_of(kind), values, [&](const ports::Row& row) {
    found.push_back({row.instant(0), OrgId{row.uuid(1)}, row.uuid(2), SubscriptionId{row.uuid(3)}});
  }));
  return found;
}

Result<std::optional<Instant>> next_due_time(ports::Connection& reader, Instant now) {
  std::optional<Instant> earliest;
  const ports::Value values[] = {ports::Value::of(now)};
  for (const ports::Sql* sql : {&select_next_renewal, &select_next_end, &select_next_collection}) {
    TRY(reader.query(*sql, values, [&](const ports::Row& row) {
      if (row.is_null(0)) return;
      earliest = earliest ? std::min(*earliest, row.instant(0)) : row.instant(0);
    }));
  }
  return earliest;
}

Result<bool> is_money_moving(ports::Connection& reader) {
  bool found = false;
  TRY(reader.query(select_moving_money, {},
                   [&](const ports::Row& row) { found = found || row.text(0) == "open"; }));
  return found;
}

}  // namespace perseat::store
