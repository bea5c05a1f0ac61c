// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People and their sign-ins: one for each, in two tables that are keyed by different things.
#include <array>

#include "base/fold.h"
#include "queries/invariants/invariant.h"

namespace perseat::queries {
namespace {

const ports::Sql select_logins{
    "select l.org_id, l.user_id, l.email_folded, u.email "
    "from login l left join user_account u on u.org_id = l.org_id and u.id = l.user_id"};

const ports::Sql select_users_without_login{
    "select u.org_id, u.id, 'no login' "
    "from user_account u left join login l on l.org_id = u.org_id and l.user_id = u.id "
    "where l.email_folded is null"};

Result<void> find_wrong_logins(ports::Connection& connection, Findings& findings) {
  return connection.query(select_logins, {}, [&](const ports::Row& row) {
    const OrgId org{row.uuid(0)};
    if (row.is_null(3)) return findings.add(org, row.uuid(1), "a login of nobody");
    if (fold_email(row.text(3)) != row.text(2))
      findings.add(org, row.uuid(1), "a login under another address");
  });
}

constexpr std::array login_list{
    Invariant{"loginIsOfAPerson", "A login points at the person who has its address.",
              find_wrong_logins},
    Invariant{"personHasALogin", "Every person has a login.", find<select_users_without_login>}};

}  // namespace

std::span<const Invariant> login_invariants() { return login_list; }

}  // namespace perseat::queries
