// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/payment_work.h"

#include "store/load.h"

namespace perseat::store {
namespace {

const ports::Sql select_open{
    "select created_at_ms, org_id, id, lease_server, lease_beat from payment_attempt "
    "where status in ('open', 'needsAction') and (created_at_ms, org_id, id) > ($1, $2, $3) "
    "order by created_at_ms, org_id, id limit $4"};

}  // namespace

Result<std::optional<PaymentWork>> find_payment_work(ports::Connection& reader,
                                                     const PaymentAttempt::Key& key) {
  State state;
  Needs needs;
  needs.payment_attempts.add(key);
  TRY(load(reader, needs, Date{0}, state));
  const PaymentAttempt* attempt = state.payment_attempts.find(key);
  if (attempt == nullptr) return std::optional<PaymentWork>{};
  const PaymentMethod::Key card{key.org, attempt->payment_method};
  Needs second;
  second.payment_methods.add(card);
  TRY(load(reader, second, Date{0}, state));
  return std::optional<PaymentWork>{PaymentWork{*attempt, state.payment_methods.get(card)}};
}

Result<std::vector<OpenAttempt>> open_attempts(ports::Connection& reader, const OpenAttempt& after,
                                               std::int64_t limit) {
  std::vector<OpenAttempt> found;
  const ports::Value values[] = {ports::Value::of(after.created_at),
                                 ports::Value::of(after.key.org), ports::Value::of(after.key.id),
                                 ports::Value::of(limit)};
  TRY(reader.query(select_open, values, [&](const ports::Row& row) {
    found.push_back({row.instant(0),
                     {OrgId{row.uuid(1)}, AttemptId{row.uuid(2)}},
                     {ServerId{row.uuid(3)}, row.integer(4)}});
  }));
  return found;
}

}  // namespace perseat::store
