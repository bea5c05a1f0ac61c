// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/identity/show_me.h"

#include "domain/access.h"
#include "queries/cursor.h"
#include "queries/write.h"
#include "store/organization_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const ports::Sql select_me{
    "select u.display_name, u.email, u.locale, o.name, o.country, o.kind, o.created_at_ms, "
    "b.time_zone "
    "from user_account u join organization o on o.org_id = u.org_id "
    "left join billing_account b on b.org_id = u.org_id "
    "where u.org_id = $1 and u.id = $2"};

const ports::Sql& select_tokens() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<ApiToken>(),
                          "org_id = $1 and user_id = $2 and id > $3 and revoked_at_ms is null "
                          "order by id limit $4"));
  return owned.sql();
}

bool is_operator(const Actor& actor) {
  for (const GrantedRole& granted : actor.roles) {
    if (granted.role == Role::deployment_operator) return true;
  }
  return false;
}

void write_organization(json::Writer& writer, const Actor& actor, const ports::Row& row) {
  writer.key("organization");
  if (is_operator(actor)) {
    writer.null();
    return;
  }
  writer.begin_object().field("id", actor.org).field("name", row.text(3));
  writer.field("country", row.text(4)).field("timeZone", row.text(7)).field("kind", row.text(5));
  writer.field("createdAt", row.instant(6)).end_object();
}

void write_roles(json::Writer& writer, const Actor& actor) {
  writer.key("roles").begin_array();
  for (const GrantedRole& granted : actor.roles) {
    // The operator of the deployment is told by isOperator, it is no role of an organization.
    if (granted.role == Role::deployment_operator) continue;
    writer.begin_object().field("role", granted.role).key("billingProfileId");
    granted.profile.is_nil() ? writer.null() : writer.value(granted.profile);
    writer.end_object();
  }
  writer.end_array();
}

// What the start page of an organization, or of the deployment, offers.
constexpr Action my_actions[] = {Action::buy_subscription,
                                 Action::buy_central_subscription,
                                 Action::list_organization_subscriptions,
                                 Action::list_organization_licenses,
                                 Action::list_self_service_purchases,
                                 Action::get_policy,
                                 Action::set_policy,
                                 Action::list_audit_events,
                                 Action::manage_users,
                                 Action::list_roles,
                                 Action::grant_roles,
                                 Action::get_billing_account,
                                 Action::update_billing_account,
                                 Action::add_payment_method,
                                 Action::manage_api_tokens,
                                 Action::manage_catalog,
                                 Action::manage_organizations};

// The operator has no organization to buy or pay for.
bool is_out_of_reach(Action action, const Actor& actor) {
  return is_operator(actor) &&
         (action == Action::buy_subscription || action == Action::add_payment_method);
}

void write_actions(json::Writer& writer, const Actor& actor) {
  Standing standing;
  standing.is_guest = actor.is_guest;
  standing.is_self = true;
  for (const GrantedRole& granted : actor.roles) standing.roles.insert(granted.role);
  writer.key("allowedActions").begin_object();
  for (const Action action : my_actions) {
    Access access = check(action, standing);
    if (is_out_of_reach(action, actor)) access = {false, true, "roleRequired"};
    writer.key(enum_text(action)).begin_object().field("allowed", access.allowed);
    // What is hidden from somebody is, among their own actions, simply not theirs to do.
    if (!access.allowed)
      writer.field("reason", access.visible ? access.reason : std::string_view("forbidden"));
    writer.end_object();
  }
  writer.end_object();
}

}  // namespace

Result<std::string> show_me(ports::Connection& reader, const Principal& principal,
                            const std::string& cloud) {
  std::string body;
  const Actor& actor = principal.actor;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(actor.user)};
  TRY(reader.query(select_me, key, [&](const ports::Row& row) {
    json::Writer writer(body);
    writer.begin_object();
    write_person(writer, "user", actor.user, row.text(0));
    writer.field("email", row.text(1));
    write_organization(writer, actor, row);
    writer.field("isOperator", is_operator(actor));
    write_roles(writer, actor);
    write_actions(writer, actor);
    writer.field("cloud", cloud).field("locale", row.text(2));
    writer.field("timeZone", row.is_null(7) ? std::string_view("UTC") : row.text(7));
    writer.key("csrfToken");
    principal.csrf_token.empty() ? writer.null() : writer.value(principal.csrf_token);
    writer.end_object();
  }));
  if (body.empty()) return not_found();
  return body;
}

void write_api_token(json::Writer& writer, const ApiToken& token) {
  writer.field("id", token.id).field("name", token.name);
  write_words(writer, "scopes", token.scopes);
  writer.field("createdAt", token.created_at).field("expiresAt", token.expires_at);
}

Result<std::string> list_api_tokens(ports::Connection& reader, const Actor& actor,
                                    std::int64_t limit, const std::optional<std::string>& cursor) {
  const auto from = TRY(read_cursor(cursor.value_or(""), "u"));
  ListWriter list(Page{limit, cursor.value_or("")});
  const Uuid after = from.empty() ? Uuid{} : from[0].uuid;
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(actor.user),
                                 ports::Value::of(after), ports::Value::of(list.rows_wanted())};
  TRY(reader.query(select_tokens(), values, [&](const ports::Row& row) {
    if (!list.takes_row()) return;
    const auto token = store::fetch_row<ApiToken>(row);
    list.writer().begin_object();
    write_api_token(list.writer(), token);
    list.writer().end_object();
    CursorWriter key;
    key.add(token.id.uuid);
    if (list.is_full()) list.set_last(key.take());
  }));
  return list.finish();
}

}  // namespace perseat::queries
