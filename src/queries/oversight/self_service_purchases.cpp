// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/oversight/self_service_purchases.h"

#include "base/csv.h"
#include "domain/standing.h"
#include "queries/optional_value.h"
#include "queries/write.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// $1 organization, $2 the last id of the page before, $3 product, $4 purchaser, $5 status, $6
// renewal, $7 how many. One filter can be named as equal to a column, so that its index is used.
std::string purchases_text(std::string_view indexed) {
  std::string text =
      "select s.id, s.product_id, p.name, s.purchaser_id, u.display_name, s.quantity, "
      "s.expires_at_ms, coalesce("
      "(select o.total_minor from subscription_order o where o.org_id = s.org_id "
      "and o.subscription_id = s.id order by o.id limit 1), "
      "(select i.total_minor from invoice i where i.org_id = s.org_id "
      "and i.subscription_id = s.id order by i.id limit 1), 0), c.currency, "
      "l.assigned, s.status, s.recurring_billing, s.started_at_ms "
      "from subscription s join product p on p.id = s.product_id "
      "join price c on c.id = s.price_id "
      "join user_account u on u.org_id = s.org_id and u.id = s.purchaser_id "
      "join license_pool l on l.org_id = s.org_id and l.subscription_id = s.id "
      "where s.org_id = $1 and s.id < $2 and s.scope = 'individual' "
      "and not (s.status = 'deleted' and s.started_at_ms is null) ";
  text += indexed == "product" ? "and s.product_id = $3 "
                               : "and s.product_id = coalesce($3, s.product_id) ";
  text += indexed == "purchaser" ? "and s.purchaser_id = $4 "
                                 : "and s.purchaser_id = coalesce($4, s.purchaser_id) ";
  return text +
         "and (s.status = $5 or $5 is null) and (s.renews_at_ms < $6 or $6 is null) "
         "order by s.id desc limit $7";
}

const ports::Sql& statement_for(const PurchaseFilter& filter) {
  static const store::OwnedSql by_purchaser(purchases_text("purchaser"));
  static const store::OwnedSql by_product(purchases_text("product"));
  static const store::OwnedSql all(purchases_text(""));
  if (filter.purchaser) return by_purchaser.sql();
  return filter.product ? by_product.sql() : all.sql();
}

struct Purchase {
  SubscriptionId subscription;
  ProductId product;
  std::string product_name;
  UserId purchaser;
  std::string purchaser_name;
  std::int64_t quantity = 0;
  std::optional<Instant> expires_at;
  Money price;
  std::int64_t assigned = 0;
  std::string status;
  std::string recurring_billing;
  std::optional<Instant> started_at;
};

Purchase fetch_purchase(const ports::Row& row) {
  Purchase purchase;
  store::fetch(row, 0, purchase.subscription);
  store::fetch(row, 1, purchase.product);
  store::fetch(row, 2, purchase.product_name);
  store::fetch(row, 3, purchase.purchaser);
  store::fetch(row, 4, purchase.purchaser_name);
  store::fetch(row, 5, purchase.quantity);
  store::fetch(row, 6, purchase.expires_at);
  store::fetch(row, 7, purchase.price.minor);
  store::fetch(row, 8, purchase.price.currency);
  store::fetch(row, 9, purchase.assigned);
  store::fetch(row, 10, purchase.status);
  store::fetch(row, 11, purchase.recurring_billing);
  store::fetch(row, 12, purchase.started_at);
  return purchase;
}

std::string orders_url(const Purchase& purchase) {
  return "/v1/subscriptions/" + purchase.subscription.text() + "/orders";
}

// The rows after one id, newest first.
struct Piece {
  Uuid before;
  std::int64_t rows = 0;
};
Result<std::vector<Purchase>> read_piece(ports::Connection& reader, OrgId org,
                                         const PurchaseFilter& filter, const Piece& piece) {
  std::vector<Purchase> purchases;
  const ports::Value values[] = {
      ports::Value::of(org),          ports::Value::of(piece.before),
      optional_value(filter.product), optional_value(filter.purchaser),
      optional_value(filter.status),  optional_value(filter.renews_before),
      ports::Value::of(piece.rows)};
  TRY(reader.query(statement_for(filter), values,
                   [&](const ports::Row& row) { purchases.push_back(fetch_purchase(row)); }));
  return purchases;
}

Uuid after_all_ids() {
  Uuid last;
  last.bytes.fill(0xFF);
  return last;
}

void write_purchase(json::Writer& writer, const Purchase& purchase) {
  writer.begin_object().field("subscriptionId", purchase.subscription);
  writer.field("productId", purchase.product).field("productName", purchase.product_name);
  write_person(writer, "purchaser", purchase.purchaser, purchase.purchaser_name);
  writer.field("quantity", purchase.quantity).field("expiresAt", purchase.expires_at);
  write_money(writer, "purchasePrice", purchase.price);
  writer.field("assigned", purchase.assigned).field("status", purchase.status);
  writer.field("recurringBilling", purchase.recurring_billing);
  writer.field("startedAt", purchase.started_at).field("ordersUrl", orders_url(purchase));
  writer.end_object();
}

void write_purchase(csv::Writer& writer, const Purchase& purchase) {
  writer.cell(purchase.product_name).cell(purchase.purchaser_name).cell(purchase.quantity);
  writer.plain(purchase.expires_at ? format_instant(*purchase.expires_at) : "");
  writer.plain(format_decimal(purchase.price)).plain(purchase.price.currency.text());
  writer.cell(purchase.assigned).plain(purchase.status).plain(purchase.recurring_billing);
  writer.plain(purchase.started_at ? format_instant(*purchase.started_at) : "");
  writer.plain(purchase.subscription.text()).plain(orders_url(purchase));
  writer.end_row();
}

}  // namespace

Result<std::string> list_self_service_purchases(ports::Connection& reader, const Actor& actor,
                                                const PurchaseFilter& filter, const Page& page) {
  TRY(authorize(Action::list_self_service_purchases, standing_of(actor)));
  const auto from = TRY(read_cursor(page.cursor, "u"));
  ListWriter list(page);
  const Piece piece{page.cursor.empty() ? after_all_ids() : from[0].uuid, list.rows_wanted()};
  for (const Purchase& purchase : TRY(read_piece(reader, actor.org, filter, piece))) {
    if (!list.takes_row()) break;
    write_purchase(list.writer(), purchase);
    if (list.is_full()) list.set_last(CursorWriter().add(purchase.subscription.uuid).take());
  }
  return list.finish();
}

Result<std::string> export_self_service_purchases(ports::Connection& reader, const Actor& actor,
                                                  const PurchaseFilter& filter) {
  TRY(authorize(Action::list_self_service_purchases, standing_of(actor)));
  csv::Writer writer;
  for (const char* heading :
       {"product", "purchaser", "quantity", "expiresAt", "purchasePrice", "currency", "assigned",
        "status", "recurringBilling", "startedAt", "subscriptionId", "ordersUrl"})
    writer.plain(heading);
  writer.end_row();
  Piece piece{after_all_ids(), 1'000};
  while (true) {
    const auto purchases = TRY(read_piece(reader, actor.org, filter, piece));
    for (const Purchase& purchase : purchases) write_purchase(writer, purchase);
    if (std::ssize(purchases) < piece.rows) return writer.take();
    piece.before = purchases.back().subscription.uuid;
  }
}

}  // namespace perseat::queries
