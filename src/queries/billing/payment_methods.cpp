// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/billing/payment_methods.h"

#include <set>
#include <vector>

#include "domain/card.h"
#include "domain/etag.h"
#include "domain/standing.h"
#include "queries/allowed_action.h"
#include "queries/billing/shapes.h"
#include "store/billing_tables.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// Of all that a card pays for, an answer names so many.
constexpr std::size_t uses_max = 200;

const ports::Sql& select_own_cards() {
  static const store::OwnedSql owned(
      store::select_texts(store::table_names<PaymentMethod>(),
                          "org_id = $1 and owner_id = $2 and id < $3 and deleted_at_ms is null "
                          "order by id desc limit $4"));
  return owned.sql();
}

const ports::Sql select_owner{
    "select display_name from user_account where org_id = $1 and id = $2"};
// A profile whose subscriptions are all deleted is billed nothing more.
const ports::Sql select_uses{
    "select b.id, b.name, s.id, s.nickname, p.name "
    "from billing_profile b "
    "join subscription s on s.org_id = b.org_id and s.profile_id = b.id "
    "join product p on p.id = s.product_id "
    "where b.org_id = $1 and b.payment_method_id = $2 and s.status <> 'deleted' "
    "union all "
    "select b.id, b.name, s.id, s.nickname, p.name "
    "from billing_profile b "
    "join subscription s on s.org_id = b.org_id and s.profile_id = b.id "
    "join product p on p.id = s.product_id "
    "where b.org_id = $1 and b.backup_payment_method_id = $2 and b.payment_method_id <> $2 "
    "and s.status <> 'deleted' "
    "limit $3"};

struct Use {
  CardUseKind kind = CardUseKind::subscription;
  Uuid id;
  std::string name;
};

Result<std::vector<Use>> uses_of(ports::Connection& reader, const PaymentMethod& card) {
  std::vector<Use> uses;
  std::set<Uuid> profiles;
  const ports::Value values[] = {ports::Value::of(card.org), ports::Value::of(card.id),
                                 ports::Value::of(std::int64_t{uses_max})};
  TRY(reader.query(select_uses, values, [&](const ports::Row& row) {
    if (profiles.insert(row.uuid(0)).second)
      uses.push_back({CardUseKind::billing_profile, row.uuid(0), std::string(row.text(1))});
    const std::string_view nickname = row.text(3);
    uses.push_back({CardUseKind::subscription, row.uuid(2),
                    std::string(nickname.empty() ? row.text(4) : nickname)});
  }));
  return uses;
}

Result<std::string> owner_name(ports::Connection& reader, const Actor& actor) {
  std::string name;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(actor.user)};
  TRY(reader.query(select_owner, key, [&](const ports::Row& row) { name = row.text(0); }));
  return name;
}

void write_card_members(json::Writer& writer, const PaymentMethod& card, CardStatus status) {
  writer.field("id", card.id).field("brand", card.brand).field("last4", card.last4);
  writer.field("expiryMonth", card.expiry_month).field("expiryYear", card.expiry_year);
  writer.field("name", card.holder_name);
  write_address(writer, "address", card.address);
  writer.field("status", status);
}

struct Around {
  const Actor& actor;
  std::string owner_name;
  Date today;
};

Result<void> write_payment_method(ports::Connection& reader, json::Writer& writer,
                                  const PaymentMethod& card, const Around& around) {
  const std::vector<Use> uses = TRY(uses_of(reader, card));
  const Standing standing = standing_for(around.actor, card);
  writer.begin_object();
  write_card_members(writer, card, card_status(card, around.today));
  write_person(writer, "owner", card.owner, around.owner_name);
  writer.key("usedBy").begin_array();
  for (const Use& use : uses) write_card_use(writer, use.kind, use.id, use.name);
  writer.end_array().field("createdAt", card.created_at);
  writer.key("allowedActions").begin_object();
  write_allowed(writer, "updatePaymentMethod",
                access_refusal(Action::update_payment_method, standing));
  const std::string_view right = access_refusal(Action::delete_payment_method, standing);
  const std::string_view state = uses.empty() ? "" : "paymentMethodInUse";
  write_allowed(writer, "deletePaymentMethod", right.empty() ? state : right);
  writer.end_object().end_object();
  return {};
}

Result<Around> look_around(ports::Connection& reader, const Actor& actor, Instant now) {
  return Around{actor, TRY(owner_name(reader, actor)), TRY(today_of(reader, actor.org, now))};
}

}  // namespace

Result<std::string> list_payment_methods(ports::Connection& reader, const Actor& actor,
                                         const Page& page, Instant now) {
  TRY(authorize(Action::list_payment_methods, standing_of(actor)));
  const auto after = TRY(read_cursor(page.cursor, "u"));
  const Around around = TRY(look_around(reader, actor, now));
  ListWriter list(page);
  const Uuid before = page.cursor.empty() ? last_uuid() : after[0].uuid;
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(actor.user),
                                 ports::Value::of(before), ports::Value::of(list.rows_wanted())};
  std::vector<PaymentMethod> cards;
  TRY(reader.query(select_own_cards(), values, [&](const ports::Row& row) {
    cards.push_back(store::fetch_row<PaymentMethod>(row));
  }));
  for (const PaymentMethod& card : cards) {
    if (!list.takes_row()) break;
    TRY(write_payment_method(reader, list.writer(), card, around));
    if (list.is_full()) list.set_last(CursorWriter().add(card.id.uuid).take());
  }
  return list.finish();
}

Result<Shown> show_payment_method(ports::Connection& reader, const Actor& actor,
                                  PaymentMethodId payment_method, Instant now) {
  std::optional<PaymentMethod> card;
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(payment_method)};
  TRY(reader.query(store::select_by_key_sql<PaymentMethod>(), key,
                   [&](const ports::Row& row) { card = store::fetch_row<PaymentMethod>(row); }));
  if (!card || card->deleted_at) return not_found();
  TRY(authorize(Action::get_payment_method, standing_for(actor, *card)));
  Shown shown;
  json::Writer writer(shown.body);
  const Around around = TRY(look_around(reader, actor, now));
  TRY(write_payment_method(reader, writer, *card, around));
  shown.etag = etag_of(card->version);
  return shown;
}

}  // namespace perseat::queries
