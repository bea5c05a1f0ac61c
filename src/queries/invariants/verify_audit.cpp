// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/invariants/verify_audit.h"

#include <array>
#include <span>

#include "queries/invariants/invariant.h"
#include "store/audit.h"
#include "store/record_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

constexpr std::size_t breaks_max = 100;

const ports::Sql& select_events() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<AuditEvent>(), "1 = 1 order by org_id, sequence"));
  return owned.sql();
}
const ports::Sql& select_events_of_one() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<AuditEvent>(), "org_id = $1 order by sequence"));
  return owned.sql();
}

// The head beside the last event, which are to be the same.
const ports::Sql select_wrong_heads{
    "with last as (select org_id, max(sequence) as sequence from audit_event group by org_id) "
    "select h.org_id, h.sequence from audit_head h"
    "  left join last l on l.org_id = h.org_id"
    "  left join audit_event e on e.org_id = h.org_id and e.sequence = l.sequence "
    "where h.sequence <> coalesce(l.sequence, 0) or h.hash <> coalesce(e.hash, '')"};
const ports::Sql select_wrong_head_of_one{
    "select h.org_id, h.sequence from audit_head h"
    "  left join audit_event e on e.org_id = h.org_id and e.sequence = ("
    "    select max(sequence) from audit_event where org_id = $1) "
    "where h.org_id = $1"
    "  and (h.sequence <> coalesce(e.sequence, 0) or h.hash <> coalesce(e.hash, ''))"};
const ports::Sql select_headless{
    "select distinct e.org_id from audit_event e"
    "  left join audit_head h on h.org_id = e.org_id where h.org_id is null"};

// Follows chains, one after the other, holding no more than the last link.
class Chains {
 public:
  explicit Chains(AuditVerdict& verdict) : verdict_(verdict) {}

  void add(const AuditEvent& event) {
    ++verdict_.events;
    if (verdict_.organizations == 0 || event.org != org_) {
      ++verdict_.organizations;
      org_ = event.org;
      sequence_ = 0;
      hash_.clear();
      is_broken_ = false;
    }
    if (is_broken_) return;
    if (event.sequence != sequence_ + 1) return stop(event, "events are missing before it");
    if (event.previous_hash != hash_) return stop(event, "it does not follow the event before");
    if (event.hash != store::event_hash(event)) return stop(event, "it was changed");
    sequence_ = event.sequence;
    hash_ = event.hash;
  }

 private:
  void stop(const AuditEvent& event, std::string detail) {
    is_broken_ = true;
    if (verdict_.breaks.size() < breaks_max)
      verdict_.breaks.push_back({event.org, event.sequence, std::move(detail)});
  }

  AuditVerdict& verdict_;
  OrgId org_;
  std::int64_t sequence_ = 0;
  std::string hash_;
  bool is_broken_ = false;
};

Result<void> check_heads(ports::Connection& connection, const ports::Sql& sql,
                         std::span<const ports::Value> key, AuditVerdict& verdict) {
  return connection.query(sql, key, [&](const ports::Row& row) {
    if (verdict.breaks.size() < breaks_max)
      verdict.breaks.push_back(
          {OrgId{row.uuid(0)}, row.integer(1), "the head is not the last event"});
  });
}

Result<void> find_breaks(ports::Connection& connection, Findings& findings) {
  const AuditVerdict verdict = TRY(verify_audit(connection, std::nullopt));
  for (const ChainBreak& broken : verdict.breaks)
    findings.add(broken.org, broken.org.uuid,
                 "event " + std::to_string(broken.sequence) + ": " + broken.detail);
  return {};
}

constexpr std::array audit_list{Invariant{
    "auditChainHolds", "Every event of the audit log follows the one before it.", find_breaks}};

}  // namespace

Result<AuditVerdict> verify_audit(ports::Connection& connection, std::optional<OrgId> org) {
  AuditVerdict verdict;
  Chains chains(verdict);
  const auto on_row = [&](const ports::Row& row) { chains.add(store::fetch_row<AuditEvent>(row)); };
  if (org) {
    const ports::Value key[] = {ports::Value::of(*org)};
    TRY(connection.query(select_events_of_one(), key, on_row));
    TRY(check_heads(connection, select_wrong_head_of_one, key, verdict));
    return verdict;
  }
  TRY(connection.query(select_events(), {}, on_row));
  TRY(check_heads(connection, select_wrong_heads, {}, verdict));
  TRY(connection.query(select_headless, {}, [&](const ports::Row& row) {
    if (verdict.breaks.size() < breaks_max)
      verdict.breaks.push_back({OrgId{row.uuid(0)}, 0, "the chain has no head"});
  }));
  return verdict;
}

std::span<const Invariant> audit_invariants() { return audit_list; }

}  // namespace perseat::queries
