// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/subscriptions/list_orders.h"

#include "domain/standing.h"
#include "queries/subscriptions/get_subscription.h"
#include "queries/write.h"
#include "store/subscription_tables.h"

namespace perseat::queries {
namespace {

const ports::Sql select_orders{
    "select o.id, o.kind, o.at_ms, o.actor_id, u.display_name, o.quantity_before, "
    "o.quantity_after, o.total_minor, o.currency, o.invoice_id "
    "from subscription_order o "
    "left join user_account u on u.org_id = o.org_id and u.id = o.actor_id "
    "where o.org_id = $1 and o.subscription_id = $2 and o.id < $3 "
    "order by o.id desc limit $4"};

void write_order(json::Writer& writer, const ports::Row& row) {
  writer.begin_object().field("id", row.uuid(0)).field("kind", row.text(1));
  writer.field("at", row.instant(2));
  write_person(writer, "actor", UserId{row.uuid(3)}, row.is_null(4) ? "" : row.text(4));
  writer.field("quantityBefore", row.integer(5)).field("quantityAfter", row.integer(6));
  write_money(writer, "total", {row.integer(7), Currency(row.text(8))});
  writer.key("invoiceId");
  const Uuid invoice = row.uuid(9);
  invoice.is_nil() ? writer.null() : writer.value(invoice);
  writer.end_object();
}

}  // namespace

Result<std::string> list_orders(ports::Connection& reader, const Actor& actor,
                                SubscriptionId subscription, const Page& page) {
  const SubscriptionRow found = TRY(find_subscription(reader, actor, subscription));
  TRY(authorize(Action::list_orders, standing_for(actor, found.subscription)));
  Uuid before = TRY(read_cursor(page.cursor, "u"))[0].uuid;
  if (page.cursor.empty()) before.bytes.fill(0xFF);
  ListWriter list(page);
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(subscription),
                                 ports::Value::of(before), ports::Value::of(list.rows_wanted())};
  TRY(reader.query(select_orders, values, [&](const ports::Row& row) {
    if (!list.takes_row()) return;
    write_order(list.writer(), row);
    if (list.is_full()) list.set_last(CursorWriter().add(row.uuid(0)).take());
  }));
  return list.finish();
}

}  // namespace perseat::queries
