// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/load.h"

#include <algorithm>

#include "store/load_related.h"
#include "store/rows_by_key.h"

namespace perseat::store {

Result<void> load(ports::Connection& connection, const Needs& needs, Date today, State& state) {
  std::optional<Error> failure;
  State::zip(needs, state, [&](const auto& wanted, auto& table) {
    if (failure || wanted.keys().empty()) return;
    const auto loaded = load_by_key(connection, wanted, table);
    if (!loaded) failure = loaded.error();
  });
  if (failure) return *failure;
  TRY(load_related(connection, needs, today, state));
  return connection.deliver();
}

Result<void> lock_organizations(ports::Connection& writer, std::span<const OrgId> organizations,
                                State& state) {
  // SQLite has one writer. Elsewhere the head of an organization's audit log stands for all its
  // rows: every change moves it.
  static const ports::Sql lock{"select org_id, sequence, hash from audit_head where org_id = $1",
                               "select org_id, sequence, hash from audit_head "
                               "where org_id = any($1::uuid[]) order by org_id for update"};
  ports::Rows keys{1, {}};
  for (const OrgId& org : organizations) {
    state.audit_heads.expect(org);
    keys.cells.push_back(bind(org));
  }
  return writer.read(lock, keys, [&state](const ports::Row& row) {
    state.audit_heads.put_loaded(fetch_row<AuditHead>(row));
  });
}

Result<void> touch_organizations(ports::Connection& writer, const State& state,
                                 std::vector<OrgId> organizations) {
  static const ports::Sql touch{
      "", "update audit_head set sequence = sequence where org_id = any($1::uuid[])"};
  for (const AuditHead* head : state.audit_heads.rows_with(Fate::update))
    std::erase(organizations, head->org);
  if (organizations.empty()) return {};
  ports::Rows keys{1, {}};
  for (const OrgId& org : organizations) keys.cells.push_back(bind(org));
  return writer.write(touch, keys);
}

Result<void> save(ports::Connection& connection, State& state) {
  std::optional<Error> failure;
  state.each_table([&](auto& table) {
    if (failure) return;
    const auto saved = save_table(connection, table);
    if (!saved) failure = saved.error();
  });
  if (failure) return *failure;
  return {};
}

}  // namespace perseat::store
