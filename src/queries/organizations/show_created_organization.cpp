// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/organizations/show_created_organization.h"

#include "queries/write.h"

namespace perseat::queries {
namespace {

const ports::Sql select_created{
    "select o.name, o.country, b.time_zone, o.kind, o.created_at_ms, u.id, u.display_name "
    "from organization o "
    "join billing_account b on b.org_id = o.org_id "
    "join role_assignment r on r.org_id = o.org_id and r.role = 'globalAdmin' "
    "join user_account u on u.org_id = r.org_id and u.id = r.user_id "
    "where o.org_id = $1 order by r.id limit 1"};

}  // namespace

Result<std::string> show_created_organization(ports::Connection& reader, OrgId org) {
  std::string body;
  const ports::Value key[] = {ports::Value::of(org)};
  TRY(reader.query(select_created, key, [&](const ports::Row& row) {
    json::Writer writer(body);
    writer.begin_object().key("organization").begin_object().field("id", org);
    writer.field("name", row.text(0)).field("country", row.text(1));
    writer.field("timeZone", row.text(2)).field("kind", row.text(3));
    writer.field("createdAt", row.instant(4)).end_object();
    write_person(writer, "admin", UserId{row.uuid(5)}, row.text(6));
    writer.end_object();
  }));
  if (body.empty()) return not_found();
  return body;
}

}  // namespace perseat::queries
