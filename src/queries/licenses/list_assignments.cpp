// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/licenses/list_assignments.h"

#include "domain/standing.h"
#include "queries/users/people.h"
#include "queries/write.h"
#include "store/statements.h"
#include "store/subscription_tables.h"

namespace perseat::queries {
namespace {

const ports::Sql select_pool{
    "select assigned from license_pool where org_id = $1 and subscription_id = $2"};

constexpr std::string_view columns =
    "u.id, u.display_name, u.email, a.assigned_at_ms, a.assigned_by, g.display_name, "
    "a.disabled_service_plans, "
    "(select count(*) from assignment o join subscription s on s.org_id = o.org_id "
    "and s.id = o.subscription_id where o.org_id = $1 and o.user_id = u.id "
    "and o.subscription_id <> $15 and s.product_id = $16 and s.status <> 'deleted')";
constexpr int sort_name_column = 8;

const ports::Sql& select_subscription() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<Subscription>(), "org_id = $1 and id = $2"));
  return owned.sql();
}

void write_assignment(json::Writer& writer, const ports::Row& row, std::string_view state) {
  writer.begin_object();
  write_person(writer, "user", UserId{row.uuid(0)}, row.text(1));
  writer.field("email", row.text(2)).field("assignedAt", row.instant(3));
  write_person(writer, "assignedBy", UserId{row.uuid(4)}, row.is_null(5) ? "" : row.text(5));
  write_words(writer, "disabledServicePlans", row.text(6));
  writer.field("state", state).field("otherPools", row.integer(7));
  writer.end_object();
}

}  // namespace

Result<std::string> list_assignments(ports::Connection& reader, const Actor& actor,
                                     const AssignmentFilter& filter, const Page& page) {
  static const PeopleStatements statements(columns, true);
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(filter.subscription)};
  std::optional<Subscription> found;
  TRY(reader.query(select_subscription(), key,
                   [&](const ports::Row& row) { found = store::fetch_row<Subscription>(row); }));
  if (!found) return not_found();
  TRY(authorize(Action::list_assignments, standing_for(actor, *found)));

  std::int64_t holders = 0;
  TRY(reader.query(select_pool, key, [&](const ports::Row& row) { holders = row.integer(0); }));
  const std::string_view state =
      allows(found->status, SubscriptionAction::use) ? "active" : "disabled";
  ListWriter list(page);
  const PeopleRequest request{actor.org, {filter.search, {}, {}}, page, filter.subscription,
                              holders,   found->product};
  TRY(find_people(reader, statements, request, [&](const ports::Row& row) {
    if (!list.takes_row()) return;
    write_assignment(list.writer(), row, state);
    list.set_last(people_cursor(row.text(sort_name_column), UserId{row.uuid(0)}));
  }));
  return list.finish();
}

}  // namespace perseat::queries
