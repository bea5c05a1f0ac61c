// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/billing/billing_profiles.h"

#include <vector>

#include "base/zone.h"
#include "domain/etag.h"
#include "domain/standing.h"
#include "queries/allowed_action.h"
#include "queries/billing/shapes.h"
#include "store/billing_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// Of all that moves with a profile, an answer names so many.
constexpr std::int64_t moved_max = 200;

std::string profile_columns(std::string_view alias) {
  std::string text;
  for (const std::string_view name : store::column_names<BillingProfile>()) {
    if (!text.empty()) text += ", ";
    text += alias;
    text += '.';
    text += name;
  }
  return text;
}

const ports::Sql& select_profiles() {
  static const store::OwnedSql owned(
      "select " + profile_columns("b") +
      " from billing_profile b where b.org_id = $1 and (b.name, b.id) > ($2, $3) "
      "and b.closed_at_ms is null order by b.name, b.id limit $4");
  return owned.sql();
}

// A person has few profiles: those are found first and put in order then.
const ports::Sql& select_own_profiles() {
  static const store::OwnedSql owned(
      "with own(id) as ("
      "select id from billing_profile where org_id = $1 and owner_id = $5 "
      "and closed_at_ms is null union select profile_id from role_assignment where org_id = $1 and "
      "user_id = $5) "
      "select " +
      profile_columns("b") +
      " from own join billing_profile b on b.org_id = $1 and b.id = own.id "
      "where (b.name, b.id) > ($2, $3) and b.closed_at_ms is null order by b.name, b.id limit $4");
  return owned.sql();
}

const ports::Sql select_facts{
    "select u.display_name, c.brand, c.last4, k.brand, k.last4, a.name, a.time_zone, "
    "case when exists (select 1 from invoice i where i.org_id = b.org_id and "
    "i.profile_id = b.id and i.status = 'overdue') then 1 else 0 end, "
    "min(s.term), max(s.term), min(s.renews_at_ms) "
    "from billing_profile b "
    "join user_account u on u.org_id = b.org_id and u.id = b.owner_id "
    "join billing_account a on a.org_id = b.org_id "
    "left join payment_method c on c.org_id = b.org_id and c.id = $3 "
    "left join payment_method k on k.org_id = b.org_id and k.id = $4 "
    "left join subscription s on s.org_id = b.org_id and s.profile_id = b.id "
    "and s.status <> 'deleted' "
    "where b.org_id = $1 and b.id = $2 "
    "group by u.display_name, c.brand, c.last4, k.brand, k.last4, a.name, a.time_zone, "
    "b.org_id, b.id"};
const ports::Sql select_moved{
    "select s.id, s.nickname, p.name from subscription s join product p on p.id = s.product_id "
    "where s.org_id = $1 and s.profile_id = $2 and s.status <> 'deleted' order by s.id limit $3"};

// What a profile's row leads to.
struct Facts {
  std::string owner_name;
  CardSummary card;
  CardSummary backup;
  std::string account_name;
  bool is_overdue = false;
  std::optional<std::string> frequency;  // of all subscriptions; none if they differ
  std::optional<Date> next_invoice_on;
};

Result<Facts> facts_of(ports::Connection& reader, const BillingProfile& profile) {
  Facts facts;
  const ports::Value values[] = {ports::Value::of(profile.org), ports::Value::of(profile.id),
                                 ports::Value::of(profile.payment_method),
                                 ports::Value::of(profile.backup_payment_method)};
  TRY(reader.query(select_facts, values, [&](const ports::Row& row) {
    facts.owner_name = row.text(0);
    if (!row.is_null(1))
      facts.card = {profile.payment_method, std::string(row.text(1)), std::string(row.text(2))};
    if (!row.is_null(3))
      facts.backup = {profile.backup_payment_method, std::string(row.text(3)),
                      std::string(row.text(4))};
    facts.account_name = row.text(5);
    facts.is_overdue = row.integer(7) != 0;
    if (!row.is_null(8) && row.text(8) == row.text(9)) facts.frequency = row.text(8);
    if (!row.is_null(10)) facts.next_invoice_on = date_in_zone(row.instant(10), row.text(6));
  }));
  return facts;
}

void write_my_roles(json::Writer& writer, const Actor& actor, const BillingProfile& profile) {
  const bool is_owner = profile.owner == actor.user;
  writer.key("myRoles").begin_array();
  if (is_owner) writer.value(Role::billing_profile_owner);
  for (const GrantedRole& granted : actor.roles) {
    const bool is_told = is_owner && granted.role == Role::billing_profile_owner;
    if (granted.profile == profile.id && !is_told) writer.value(granted.role);
  }
  writer.end_array();
}

void write_actions(json::Writer& writer, const Actor& actor, const BillingProfile& profile) {
  const Standing standing = standing_for(actor, profile);
  writer.key("allowedActions").begin_object();
  write_allowed(writer, "updateBillingProfile",
                access_refusal(Action::update_billing_profile, standing));
  write_allowed(writer, "replaceProfilePaymentMethod",
                access_refusal(Action::replace_profile_payment_method, standing));
  write_allowed(writer, "grantBillingProfileRoles",
                access_refusal(Action::grant_billing_profile_roles, standing));
  writer.end_object();
}

Result<void> write_profile(ports::Connection& reader, json::Writer& writer, const Actor& actor,
                           const BillingProfile& profile) {
  const Facts facts = TRY(facts_of(reader, profile));
  writer.begin_object().field("id", profile.id).field("name", profile.name);
  writer.field("status", facts.is_overdue ? "pastDue" : "active");
  write_person(writer, "owner", profile.owner, facts.owner_name);
  writer.field("currency", profile.currency.text());
  write_card(writer, "paymentMethod", facts.card);
  write_card(writer, "backupPaymentMethod", facts.backup);
  writer.field("invoiceFrequency", facts.frequency);
  writer.field("nextInvoiceDate", facts.next_invoice_on);
  writer.field("billingAccountName", facts.account_name);
  writer.field("invoicesByEmail", profile.invoice_by_email);
  write_words(writer, "invoiceRecipients", profile.extra_recipients);
  write_address(writer, "billTo", profile.bill_to);
  write_text_or_null(writer, "contactEmail", profile.contact_email);
  write_text_or_null(writer, "poNumber", profile.po_number);
  write_my_roles(writer, actor, profile);
  write_actions(writer, actor, profile);
  writer.end_object();
  return {};
}

Result<BillingProfile> find_profile(ports::Connection& reader, const Actor& actor,
                                    BillingProfileId id) {
  std::optional<BillingProfile> profile;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(id)};
  TRY(reader.query(store::select_by_key_sql<BillingProfile>(), key, [&](const ports::Row& row) {
    profile = store::fetch_row<BillingProfile>(row);
  }));
  if (!profile || profile->closed_at) return not_found();
  TRY(authorize(Action::get_billing_profile, standing_for(actor, *profile)));
  return *profile;
}

}  // namespace

Result<std::string> list_billing_profiles(ports::Connection& reader, const Actor& actor,
                                          const Page& page) {
  TRY(authorize(Action::list_billing_profiles, standing_of(actor)));
  const auto after = TRY(read_cursor(page.cursor, "tu"));
  ListWriter list(page);
  std::vector<ports::Value> values{ports::Value::of(actor.org), ports::Value::of(after[0].text),
                                   ports::Value::of(after[1].uuid),
                                   ports::Value::of(list.rows_wanted())};
  const bool sees_all = has_account_role(actor);
  if (!sees_all) values.push_back(ports::Value::of(actor.user));
  std::vector<BillingProfile> profiles;
  TRY(reader.query(
      sees_all ? select_profiles() : select_own_profiles(), values,
      [&](const ports::Row& row) { profiles.push_back(store::fetch_row<BillingProfile>(row)); }));
  for (const BillingProfile& profile : profiles) {
    if (!list.takes_row()) break;
    TRY(write_profile(reader, list.writer(), actor, profile));
    if (list.is_full()) list.set_last(CursorWriter().add(profile.name).add(profile.id.uuid).take());
  }
  return list.finish();
}

Result<Shown> show_billing_profile(ports::Connection& reader, const Actor& actor,
                                   BillingProfileId profile) {
  const BillingProfile found = TRY(find_profile(reader, actor, profile));
  Shown shown;
  json::Writer writer(shown.body);
  TRY(write_profile(reader, writer, actor, found));
  shown.etag = etag_of(found.version);
  return shown;
}

Result<Shown> show_replaced_payment_method(ports::Connection& reader, const Actor& actor,
                                           BillingProfileId profile,
                                           std::optional<PaymentMethodId> preview) {
  BillingProfile found = TRY(find_profile(reader, actor, profile));
  if (preview) found.payment_method = *preview;
  if (found.backup_payment_method == found.payment_method) found.backup_payment_method = {};
  Shown shown;
  json::Writer writer(shown.body);
  writer.begin_object().field("applied", !preview).key("moved").begin_array();
  write_card_use(writer, CardUseKind::billing_profile, found.id.uuid, found.name);
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(profile),
                                 ports::Value::of(moved_max)};
  TRY(reader.query(select_moved, values, [&](const ports::Row& row) {
    const std::string_view nickname = row.text(1);
    write_card_use(writer, CardUseKind::subscription, row.uuid(0),
                   nickname.empty() ? row.text(2) : nickname);
  }));
  writer.end_array().key("billingProfile");
  TRY(write_profile(reader, writer, actor, found));
  writer.end_object();
  shown.etag = etag_of(found.version);
  return shown;
}

}  // namespace perseat::queries
