// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/audit/list_audit_events.h"

#include <algorithm>

#include "domain/standing.h"
#include "queries/optional_value.h"
#include "queries/write.h"

namespace perseat::queries {
namespace {

constexpr std::int64_t events_scanned_max = 5'000;

const ports::Sql select_head{"select sequence from audit_head where org_id = $1"};
const ports::Sql select_time{"select at_ms from audit_event where org_id = $1 and sequence = $2"};
// $2 to $3: the range of sequences, the end not included.
const ports::Sql select_range{
    "select e.sequence, e.at_ms, e.actor_id, u.display_name, e.action, e.subject_kind, "
    "e.subject_id, e.changes, e.request_id, e.hash from audit_event e "
    "left join user_account u on u.org_id = e.org_id and u.id = e.actor_id "
    "where e.org_id = $1 and e.sequence >= $2 and e.sequence < $3 "
    "and (e.actor_id = $4 or $4 is null) and (e.action = $5 or $5 is null) "
    "order by e.sequence desc limit $6"};
const ports::Sql select_subject{
    "select e.sequence, e.at_ms, e.actor_id, u.display_name, e.action, e.subject_kind, "
    "e.subject_id, e.changes, e.request_id, e.hash from audit_event e "
    "left join user_account u on u.org_id = e.org_id and u.id = e.actor_id "
    "where e.org_id = $1 and e.subject_id = $7 and e.sequence >= $2 and e.sequence < $3 "
    "and (e.actor_id = $4 or $4 is null) and (e.action = $5 or $5 is null) "
    "order by e.sequence desc limit $6"};

void write_event(json::Writer& writer, const ports::Row& row) {
  writer.begin_object().field("sequence", row.integer(0)).field("at", row.instant(1));
  write_person(writer, "actor", UserId{row.uuid(2)}, row.is_null(3) ? "" : row.text(3));
  writer.field("action", row.text(4)).key("subject").begin_object();
  writer.field("kind", row.text(5)).field("id", row.uuid(6)).end_object();
  writer.key("changes").raw(row.text(7));
  write_text_or_null(writer, "requestId", row.text(8));
  writer.field("hash", row.text(9)).end_object();
}

Result<std::int64_t> last_sequence(ports::Connection& reader, OrgId org) {
  std::int64_t last = 0;
  const ports::Value key[] = {ports::Value::of(org)};
  TRY(reader.query(select_head, key, [&](const ports::Row& row) { last = row.integer(0); }));
  return last;
}

// The first sequence at or after a moment. Sequences have no holes and their times never fall, so
// halving finds it.
Result<std::int64_t> first_at(ports::Connection& reader, OrgId org, std::int64_t last,
                              Instant moment) {
  std::int64_t low = 1;
  std::int64_t high = last + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    std::int64_t at_ms = 0;
    const ports::Value key[] = {ports::Value::of(org), ports::Value::of(middle)};
    TRY(reader.query(select_time, key, [&](const ports::Row& row) { at_ms = row.integer(0); }));
    if (at_ms < moment.ms)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

struct Range {
  std::int64_t first = 1;
  std::int64_t end = 1;  // not included
};

Result<Range> range_of(ports::Connection& reader, OrgId org, const AuditFilter& filter,
                       std::int64_t cursor) {
  const std::int64_t last = TRY(last_sequence(reader, org));
  Range range{1, last + 1};
  if (filter.from) range.first = TRY(first_at(reader, org, last, *filter.from));
  if (filter.to) range.end = TRY(first_at(reader, org, last, *filter.to));
  if (cursor > 0) range.end = std::min(range.end, cursor);
  return range;
}

}  // namespace

Result<std::string> list_audit_events(ports::Connection& reader, const Actor& actor,
                                      const AuditFilter& filter, const Page& page) {
  TRY(authorize(Action::list_audit_events, standing_of(actor)));
  const auto from = TRY(read_cursor(page.cursor, "i"));
  const Range range = TRY(range_of(reader, actor.org, filter, from[0].integer));
  // An index leads to a subject; anything else is looked for in a piece of the chain.
  const std::int64_t scanned_from =
      filter.subject ? range.first : std::max(range.first, range.end - events_scanned_max);
  ListWriter list(page);
  std::vector<ports::Value> values{
      ports::Value::of(actor.org),   ports::Value::of(scanned_from),
      ports::Value::of(range.end),   optional_value(filter.actor),
      optional_value(filter.action), ports::Value::of(list.rows_wanted())};
  if (filter.subject) values.push_back(ports::Value::of(*filter.subject));
  TRY(reader.query(filter.subject ? select_subject : select_range, values,
                   [&](const ports::Row& row) {
                     if (!list.takes_row()) return;
                     write_event(list.writer(), row);
                     if (list.is_full()) list.set_last(CursorWriter().add(row.integer(0)).take());
                   }));
  if (scanned_from > range.first) list.go_on_from(CursorWriter().add(scanned_from).take());
  return list.finish();
}

}  // namespace perseat::queries
