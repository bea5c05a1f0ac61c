// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/users/search_users.h"

#include "domain/etag.h"
#include "domain/standing.h"
#include "queries/write.h"
#include "store/table.h"

namespace perseat::queries {
namespace {

constexpr std::string_view user_columns =
    "u.id, u.display_name, u.email, u.kind, u.state, u.locale, u.usage_country, u.created_at_ms";
constexpr int user_sort_name = 8;

const ports::Sql select_user{
    "select u.id, u.display_name, u.email, u.kind, u.state, u.locale, u.usage_country, "
    "u.created_at_ms, u.version from user_account u where u.org_id = $1 and u.id = $2"};

void write_user(json::Writer& writer, const ports::Row& row) {
  writer.begin_object();
  writer.field("id", row.uuid(0)).field("displayName", row.text(1)).field("email", row.text(2));
  writer.field("kind", row.text(3)).field("state", row.text(4)).field("locale", row.text(5));
  writer.field("usageCountry", row.text(6)).field("createdAt", row.instant(7));
  writer.end_object();
}

}  // namespace

Result<std::string> search_users(ports::Connection& reader, const Actor& actor,
                                 const PeopleFilter& filter, const Page& page) {
  TRY(authorize(Action::search_users, standing_of(actor)));
  static const PeopleStatements statements(user_columns, false);
  ListWriter list(page);
  TRY(find_people(reader, statements, {actor.org, filter, page, {}, 0, {}},
                  [&](const ports::Row& row) {
                    if (!list.takes_row()) return;
                    write_user(list.writer(), row);
                    if (list.is_full())
                      list.set_last(people_cursor(row.text(user_sort_name), UserId{row.uuid(0)}));
                  }));
  return list.finish();
}

Result<ShownUser> show_user(ports::Connection& reader, const Actor& actor, UserId user) {
  // Everybody may look at their own account, guests too.
  if (user != actor.user) TRY(authorize(Action::search_users, standing_of(actor)));
  ShownUser shown;
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(user)};
  TRY(reader.query(select_user, values, [&](const ports::Row& row) {
    json::Writer writer(shown.body);
    write_user(writer, row);
    shown.etag = etag_of(row.integer(8));
  }));
  if (shown.body.empty()) return not_found();
  return shown;
}

}  // namespace perseat::queries
