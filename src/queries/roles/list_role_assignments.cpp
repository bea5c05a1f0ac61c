// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/roles/list_role_assignments.h"

#include <fmt/format.h>

#include "domain/standing.h"
#include "queries/optional_value.h"
#include "queries/write.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const std::string columns_and_tables =
    "select r.id, r.user_id, u.display_name, r.role, r.profile_id, r.granted_at_ms, r.granted_by, "
    "g.display_name from role_assignment r "
    "join user_account u on u.org_id = r.org_id and u.id = r.user_id "
    "left join user_account g on g.org_id = r.org_id and g.id = r.granted_by ";

// $1 organization, $2 the last id of the page before, $3 user, $4 role, $5 profile, $6 the owner
// whose profiles are shown or null for everything, $7 how many. What is looked for by an index is
// named as equal; the same parameters serve all.
std::string list_text(std::string_view indexed) {
  std::string text =
      columns_and_tables + "where r.org_id = $1 and r.id > $2 and r.role <> 'operator' ";
  for (const auto& [column, parameter] : {std::pair{"r.user_id", "$3"}, {"r.role", "$4"}})
    text += column == indexed ? fmt::format("and {} = {} ", column, parameter)
                              : fmt::format("and {0} = coalesce({1}, {0}) ", column, parameter);
  return text +
         "and (r.profile_id = $5 or $5 is null) and (exists ("
         "select 1 from billing_profile b where b.org_id = $1 and b.id = r.profile_id "
         "and b.owner_id = $6) or exists ("
         "select 1 from role_assignment o where o.org_id = $1 and o.user_id = $6 "
         "and o.role = 'billingProfileOwner' and o.profile_id = r.profile_id) or $6 is null) "
         "order by r.id limit $7";
}

const ports::Sql& statement_for(const RoleFilter& filter) {
  static const store::OwnedSql by_user(list_text("r.user_id"));
  static const store::OwnedSql by_role(list_text("r.role"));
  static const store::OwnedSql all(list_text(""));
  if (filter.user) return by_user.sql();
  return filter.role ? by_role.sql() : all.sql();
}

const ports::Sql& select_role() {
  static const store::OwnedSql owned(columns_and_tables + "where r.org_id = $1 and r.id = $2");
  return owned.sql();
}
const ports::Sql select_owned_profile{
    "select 1 from billing_profile where org_id = $1 and owner_id = $2 "
    "and closed_at_ms is null limit 1"};

void write_assignment(json::Writer& writer, const ports::Row& row) {
  writer.begin_object().field("id", row.uuid(0));
  write_person(writer, "user", UserId{row.uuid(1)}, row.text(2));
  writer.field("role", row.text(3)).key("billingProfileId");
  const Uuid profile = row.uuid(4);
  profile.is_nil() ? writer.null() : writer.value(profile);
  writer.field("grantedAt", row.instant(5));
  write_person(writer, "grantedBy", UserId{row.uuid(6)}, row.is_null(7) ? "" : row.text(7));
  writer.end_object();
}

Result<bool> owns_a_profile(ports::Connection& reader, const Actor& actor) {
  for (const GrantedRole& granted : actor.roles) {
    if (granted.role == Role::billing_profile_owner) return true;
  }
  bool owns = false;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(actor.user)};
  TRY(reader.query(select_owned_profile, key, [&](const ports::Row&) { owns = true; }));
  return owns;
}

}  // namespace

Result<std::string> list_role_assignments(ports::Connection& reader, const Actor& actor,
                                          const RoleFilter& filter, const Page& page) {
  const auto sees_all = authorize(Action::list_roles, standing_of(actor));
  std::optional<UserId> owner;
  if (!sees_all) {
    if (actor.is_guest || !TRY(owns_a_profile(reader, actor))) return sees_all.error();
    owner = actor.user;
  }
  const auto from = TRY(read_cursor(page.cursor, "u"));
  ListWriter list(page);
  const ports::Value values[] = {
      ports::Value::of(actor.org),         ports::Value::of(from[0].uuid),
      optional_value(filter.user),         optional_value(filter.role),
      optional_value(filter.profile),      optional_value(owner),
      ports::Value::of(list.rows_wanted())};
  TRY(reader.query(statement_for(filter), values, [&](const ports::Row& row) {
    if (!list.takes_row()) return;
    write_assignment(list.writer(), row);
    if (list.is_full()) list.set_last(CursorWriter().add(row.uuid(0)).take());
  }));
  return list.finish();
}

Result<std::string> show_role_assignment(ports::Connection& reader, OrgId org,
                                         RoleAssignmentId id) {
  std::string body;
  const ports::Value key[] = {ports::Value::of(org), ports::Value::of(id)};
  TRY(reader.query(select_role(), key, [&](const ports::Row& row) {
    json::Writer writer(body);
    write_assignment(writer, row);
  }));
  if (body.empty()) return not_found();
  return body;
}

}  // namespace perseat::queries
