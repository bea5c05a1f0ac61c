// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/identity/find_principal.h"

#include "base/fold.h"
#include "store/organization_tables.h"

namespace perseat::queries {
namespace {

const ports::Sql select_session{
    "select s.org_id, s.user_id, u.kind, u.state, s.csrf_token, s.expires_at_ms "
    "from session s join user_account u on u.org_id = s.org_id and u.id = s.user_id "
    "where s.secret_hash = $1"};
const ports::Sql select_token{
    "select t.org_id, t.user_id, u.kind, u.state, t.scopes, t.expires_at_ms, t.id "
    "from api_token t join user_account u on u.org_id = t.org_id and u.id = t.user_id "
    "where t.secret_hash = $1 and t.revoked_at_ms is null"};
const ports::Sql select_roles{
    "select role, profile_id from role_assignment where org_id = $1 and user_id = $2"};
const ports::Sql select_login{
    "select l.email_folded, l.org_id, l.user_id, l.password_hash, l.failures, l.blocked_until_ms, "
    "u.state, u.display_name "
    "from login l join user_account u on u.org_id = l.org_id and u.id = l.user_id "
    "where l.email_folded = $1"};
const ports::Sql select_email{"select email from user_account where org_id = $1 and id = $2"};

void fetch_person(const ports::Row& row, Principal& principal) {
  store::fetch(row, 0, principal.actor.org);
  store::fetch(row, 1, principal.actor.user);
  principal.actor.is_guest = row.text(2) == enum_text(UserKind::guest);
  principal.is_active = row.text(3) == enum_text(UserState::active);
}

Result<std::optional<Principal>> with_roles(ports::Connection& reader,
                                            std::optional<Principal> principal) {
  if (!principal) return principal;
  const ports::Value key[] = {ports::Value::of(principal->actor.org),
                              ports::Value::of(principal->actor.user)};
  TRY(reader.query(select_roles, key, [&](const ports::Row& row) {
    GrantedRole granted;
    store::fetch(row, 0, granted.role);
    store::fetch(row, 1, granted.profile);
    principal->actor.roles.push_back(granted);
  }));
  return principal;
}

}  // namespace

Result<std::optional<Principal>> find_session_principal(ports::Connection& reader,
                                                        const std::string& secret_hash) {
  std::optional<Principal> found;
  const ports::Value key[] = {ports::Value::of(secret_hash)};
  TRY(reader.query(select_session, key, [&](const ports::Row& row) {
    fetch_person(row, found.emplace());
    found->csrf_token = row.text(4);
    found->ends = row.instant(5);
  }));
  return with_roles(reader, std::move(found));
}

Result<std::optional<Principal>> find_token_principal(ports::Connection& reader,
                                                      const std::string& secret_hash) {
  std::optional<Principal> found;
  const ports::Value key[] = {ports::Value::of(secret_hash)};
  TRY(reader.query(select_token, key, [&](const ports::Row& row) {
    fetch_person(row, found.emplace());
    found->scopes = row.text(4);
    store::fetch(row, 5, found->ends);
    store::fetch(row, 6, found->token);
  }));
  return with_roles(reader, std::move(found));
}

Result<std::optional<LoginFacts>> find_login(ports::Connection& reader,
                                             const std::string& email_folded) {
  std::optional<LoginFacts> found;
  const ports::Value key[] = {ports::Value::of(email_folded)};
  TRY(reader.query(select_login, key, [&](const ports::Row& row) {
    LoginFacts& facts = found.emplace();
    facts.login = store::fetch_row<Login>(row);
    facts.is_active = row.text(6) == enum_text(UserState::active);
    facts.display_name = row.text(7);
  }));
  return found;
}

Result<std::optional<LoginFacts>> find_own_login(ports::Connection& reader, const Actor& actor) {
  std::string email;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(actor.user)};
  TRY(reader.query(select_email, key, [&](const ports::Row& row) { email = row.text(0); }));
  return find_login(reader, fold_email(email));
}

}  // namespace perseat::queries
