// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/licenses/list_licenses.h"

#include <fmt/format.h>

#include <vector>

#include "domain/standing.h"
#include "queries/licenses/idle_cost.h"
#include "queries/optional_value.h"
#include "queries/write.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// $1 organization, $2 product, $3 scope, $4 and $5 the product where the page before ended, $6 how
// many; of pools $7 the last one's id. Then, of one's own the purchaser, of everybody's pools an id
// below all others. The order of the tables is the way, since a cross join is run from left to
// right: one person's purchases are few and sorted, everybody's are read along the products.
std::string list_text(LicenseGroup group, bool is_own) {
  const bool by_product = group == LicenseGroup::product;
  std::string text = "select p.id, p.name, ";
  text += by_product ? "count(*), cast(sum(l.total) as bigint), cast(sum(l.assigned) as bigint) "
                     : "1, l.total, l.assigned, s.id, s.scope, s.purchaser_id, u.display_name ";
  text += is_own ? "from subscription s cross join product p "
                 : "from product p cross join subscription s ";
  text += "join license_pool l on l.org_id = s.org_id and l.subscription_id = s.id ";
  if (!by_product) text += "join user_account u on u.org_id = s.org_id and u.id = s.purchaser_id ";
  text +=
      "where s.org_id = $1 and s.product_id = p.id and s.status <> 'deleted' "
      "and (p.id = $2 or $2 is null) and (s.scope = $3 or $3 is null) ";
  if (is_own)
    text += fmt::format("and s.purchaser_id = ${} and s.scope = 'individual' ", by_product ? 7 : 8);
  if (by_product)
    return text +
           "and (p.name, p.id) > ($4, $5) group by p.name, p.id "
           "order by p.name, p.id limit $6";
  // The middle case never is: it tells PostgreSQL the type of the others.
  text += is_own ? "and (p.name, p.id, s.id) > ($4, $5, $7) "
                 : "and (p.name, p.id) >= ($4, $5) and s.id > case when p.id = $5 then $7 "
                   "when p.id = $8 then p.id else $8 end ";
  return text + "order by p.name, p.id, s.id limit $6";
}

const ports::Sql& statement_for(LicenseGroup group, bool is_own) {
  static const store::OwnedSql own_products(list_text(LicenseGroup::product, true));
  static const store::OwnedSql own_pools(list_text(LicenseGroup::subscription, true));
  static const store::OwnedSql all_products(list_text(LicenseGroup::product, false));
  static const store::OwnedSql all_pools(list_text(LicenseGroup::subscription, false));
  if (group == LicenseGroup::product) return is_own ? own_products.sql() : all_products.sql();
  return is_own ? own_pools.sql() : all_pools.sql();
}

// People of the pools that the caller sees who hold the product from any other pool as well. The
// largest pool need not be looked through when all are seen: who overlaps is in another one too.
// A subquery in the last place and no join, which could begin with all subscriptions of the
// product. The offset keeps PostgreSQL from reading all licenses of the organization first.
std::string elsewhere(std::string_view own_pool, std::string_view product) {
  return fmt::format(
      "exists (select 1 from assignment b where b.org_id = $1 and b.user_id = a.user_id "
      "and b.subscription_id <> {} and {} = (select t.product_id from subscription t "
      "where t.org_id = $1 and t.id = b.subscription_id and t.status <> 'deleted')",
      own_pool, product);
}

const ports::Sql& count_overlap_of_product() {
  static const std::string text =
      "select count(distinct a.user_id) from subscription s "
      "join assignment a on a.org_id = s.org_id and a.subscription_id = s.id "
      "where s.org_id = $1 and s.product_id = $2 and s.status <> 'deleted' "
      "and ((s.purchaser_id = $3 and s.scope = 'individual') or $3 is null) "
      "and (s.scope = $4 or $4 is null) and s.id <> $5 and " +
      elsewhere("a.subscription_id", "$2");
  static const store::OwnedSql owned(store::OwnedSql::Texts{text + ")", text + " offset 0)"});
  return owned.sql();
}

const ports::Sql& count_overlap_of_pool() {
  static const std::string text =
      "select count(*) from assignment a where a.org_id = $1 and a.subscription_id = $2 and " +
      elsewhere("$2", "$3");
  static const store::OwnedSql owned(store::OwnedSql::Texts{text + ")", text + " offset 0)"});
  return owned.sql();
}

const ports::Sql select_largest_pool{
    "select l.subscription_id from subscription s "
    "join license_pool l on l.org_id = s.org_id and l.subscription_id = s.id "
    "where s.org_id = $1 and s.product_id = $2 and s.status <> 'deleted' "
    "order by l.assigned desc limit 1"};

struct Row {
  ProductId product;
  std::string product_name;
  std::int64_t pools = 0;
  std::int64_t total = 0;
  std::int64_t assigned = 0;
  std::int64_t overlapping = 0;
  std::vector<Money> idle_cost;
  // Of a pool.
  SubscriptionId subscription;
  std::string scope;
  UserId purchaser;
  std::string purchaser_name;
};

Row fetch_row(const ports::Row& source, LicenseGroup group) {
  Row row;
  row.product = ProductId{source.uuid(0)};
  row.product_name = source.text(1);
  row.pools = source.integer(2);
  row.total = source.integer(3);
  row.assigned = source.integer(4);
  if (group == LicenseGroup::product) return row;
  row.subscription = SubscriptionId{source.uuid(5)};
  row.scope = source.text(6);
  row.purchaser = UserId{source.uuid(7)};
  row.purchaser_name = source.text(8);
  return row;
}

// Whose pools: nothing for all of them.
std::optional<UserId> visible_purchaser(const Actor& actor) {
  if (check(Action::list_organization_licenses, standing_of(actor))) return std::nullopt;
  return actor.user;
}

Result<std::int64_t> count_overlap(ports::Connection& reader, const Actor& actor,
                                   const LicenseFilter& filter, const Row& row) {
  std::int64_t people = 0;
  const auto keep = [&](const ports::Row& found) { people = found.integer(0); };
  if (filter.group == LicenseGroup::subscription) {
    const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(row.subscription),
                                   ports::Value::of(row.product)};
    TRY(reader.query(count_overlap_of_pool(), values, keep));
    return people;
  }
  const auto purchaser = visible_purchaser(actor);
  const bool sees_all = !purchaser && !filter.scope;
  if (sees_all && row.pools == 1) return people;
  Uuid skipped;
  if (sees_all) {
    const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(row.product)};
    TRY(reader.query(select_largest_pool, values,
                     [&](const ports::Row& found) { skipped = found.uuid(0); }));
  }
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(row.product),
                                 optional_value(purchaser), optional_value(filter.scope),
                                 ports::Value::of(skipped)};
  TRY(reader.query(count_overlap_of_product(), values, keep));
  return people;
}

Result<std::vector<Money>> cost_of_idle(ports::Connection& reader, const Actor& actor,
                                        const LicenseFilter& filter, const Row& row) {
  if (row.total <= row.assigned) return std::vector<Money>{};
  if (filter.group == LicenseGroup::subscription)
    return idle_cost(reader, actor.org, {row.product, row.subscription, {}, {}});
  return idle_cost(reader, actor.org, {row.product, {}, visible_purchaser(actor), filter.scope});
}

void write_row(json::Writer& writer, const Row& row, LicenseGroup group) {
  writer.begin_object();
  writer.field("productId", row.product).field("productName", row.product_name);
  if (group == LicenseGroup::product) {
    writer.key("subscriptionId").null().key("accountType").null().key("purchaser").null();
  } else {
    writer.field("subscriptionId", row.subscription);
    writer.field("accountType", row.scope == enum_text(ManagementScope::individual)
                                    ? "selfService"
                                    : "organization");
    write_person(writer, "purchaser", row.purchaser, row.purchaser_name);
  }
  writer.field("subscriptions", row.pools).field("total", row.total);
  writer.field("assigned", row.assigned).field("available", row.total - row.assigned);
  writer.field("overlapping", row.overlapping).key("idleCost").begin_array();
  for (const Money& cost : row.idle_cost) write_money(writer, cost);
  writer.end_array().end_object();
}

}  // namespace

Result<std::string> list_licenses(ports::Connection& reader, const Actor& actor,
                                  const LicenseFilter& filter, const Page& page) {
  TRY(authorize(Action::list_own_licenses, standing_of(actor)));
  const bool by_product = filter.group == LicenseGroup::product;
  const auto from = TRY(read_cursor(page.cursor, by_product ? "tu" : "tuu"));
  ListWriter list(page);
  const auto purchaser = visible_purchaser(actor);
  std::vector<ports::Value> values{
      ports::Value::of(actor.org),    optional_value(filter.product),
      optional_value(filter.scope),   ports::Value::of(from[0].text),
      ports::Value::of(from[1].uuid), ports::Value::of(list.rows_wanted())};
  if (!by_product) values.push_back(ports::Value::of(from[2].uuid));
  const SubscriptionId below_all;
  if (purchaser)
    values.push_back(ports::Value::of(*purchaser));
  else if (!by_product)
    values.push_back(ports::Value::of(below_all));
  std::vector<Row> rows;
  TRY(reader.query(statement_for(filter.group, purchaser.has_value()), values,
                   [&](const ports::Row& row) { rows.push_back(fetch_row(row, filter.group)); }));
  for (Row& row : rows) {
    if (!list.takes_row()) break;
    row.overlapping = TRY(count_overlap(reader, actor, filter, row));
    row.idle_cost = TRY(cost_of_idle(reader, actor, filter, row));
    write_row(list.writer(), row, filter.group);
    CursorWriter key;
    key.add(row.product_name).add(row.product.uuid);
    if (!by_product) key.add(row.subscription.uuid);
    if (list.is_full()) list.set_last(key.take());
  }
  return list.finish();
}

}  // namespace perseat::queries
