// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/licenses/list_assignments.h"

#include "domain/standing.h"
#include "queries/users/people.h"
#include "queries/write.h"
#include "store/load.h"
#include "store/statements.h"
#include "store/subscription_tables.h"

namespace perseat::queries {
namespace {

const ports::Sql select_pool{
    "select assigned from license_pool where org_id = $1 and subscription_id = $2"};

constexpr std::string_view assignment_columns =
    "u.id, u.display_name, u.email, a.assigned_at_ms, a.assigned_by, a.disabled_service_plans, "
    // A subquery and no join, which could begin with all subscriptions of the product.
    "(select count(*) from assignment o where o.org_id = $1 and o.user_id = u.id "
    "and o.subscription_id <> $15 and $16 = (select s.product_id from subscription s "
    "where s.org_id = $1 and s.id = o.subscription_id and s.status <> 'deleted'))";
constexpr int assignment_sort_name = 7;

const ports::Sql& select_subscription() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<Subscription>(), "org_id = $1 and id = $2"));
  return owned.sql();
}

struct Holder {
  UserId user;
  std::string name;
  std::string email;
  Instant assigned_at;
  UserId assigned_by;
  std::string disabled_service_plans;
  std::int64_t other_pools = 0;
};

Holder fetch_holder(const ports::Row& row) {
  return {UserId{row.uuid(0)}, std::string(row.text(1)), std::string(row.text(2)),
          row.instant(3),      UserId{row.uuid(4)},      std::string(row.text(5)),
          row.integer(6)};
}

// Who gave the licenses: few people, whom a join would look up for each of them.
Result<store::State> load_givers(ports::Connection& reader, OrgId org,
                                 const std::vector<Holder>& holders) {
  store::Needs needs;
  for (const Holder& holder : holders) needs.users.add({org, holder.assigned_by});
  store::State state;
  TRY(store::load(reader, needs, Date{}, state));
  return state;
}

void write_holder(json::Writer& writer, const Holder& holder, const User* giver,
                  std::string_view state) {
  writer.begin_object();
  write_person(writer, "user", holder.user, holder.name);
  writer.field("email", holder.email).field("assignedAt", holder.assigned_at);
  write_person(writer, "assignedBy", holder.assigned_by,
               giver == nullptr ? std::string_view() : giver->display_name);
  write_words(writer, "disabledServicePlans", holder.disabled_service_plans);
  writer.field("state", state).field("otherPools", holder.other_pools);
  writer.end_object();
}

}  // namespace

Result<std::string> list_assignments(ports::Connection& reader, const Actor& actor,
                                     const AssignmentFilter& filter, const Page& page) {
  static const PeopleStatements statements(assignment_columns, true);
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
  const PeopleRequest request{actor.org, {filter.search, {}, {}}, page, filter.subscription,
                              holders,   found->product};
  std::vector<Holder> rows;
  std::string last;
  TRY(find_people(reader, statements, request, [&](const ports::Row& row) {
    rows.push_back(fetch_holder(row));
    if (static_cast<std::int64_t>(rows.size()) == page.limit)
      last = people_cursor(row.text(assignment_sort_name), UserId{row.uuid(0)});
  }));
  const store::State givers = TRY(load_givers(reader, actor.org, rows));
  ListWriter list(page);
  for (const Holder& row : rows) {
    if (!list.takes_row()) break;
    write_holder(list.writer(), row, givers.users.find({actor.org, row.assigned_by}), state);
  }
  list.set_last(std::move(last));
  return list.finish();
}

}  // namespace perseat::queries
