// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/policies/show_policies.h"

#include <optional>
#include <vector>

#include "domain/etag.h"
#include "domain/policy.h"
#include "domain/standing.h"
#include "queries/write.h"
#include "store/table.h"

namespace perseat::queries {
namespace {

const ports::Sql select_default{
    "select e.value, e.changed_at_ms, e.changed_by, u.display_name, e.version from policy e "
    "left join user_account u on u.org_id = e.org_id and u.id = e.changed_by "
    "where e.org_id = $1 and e.product_id = $2"};
const ports::Sql select_policy_products{
    "select e.value, e.changed_at_ms, e.changed_by, u.display_name, e.version, p.id, p.name "
    "from product p left join policy e on e.org_id = $1 and e.product_id = p.id "
    "left join user_account u on u.org_id = $1 and u.id = e.changed_by "
    "where (p.name, p.id) > ($2, $3) "
    "and ((p.is_self_service = 1 and p.is_retired = 0) or e.value is not null) "
    "order by p.name, p.id limit $4"};
const ports::Sql select_product{
    "select e.value, e.changed_at_ms, e.changed_by, u.display_name, e.version, p.id, p.name "
    "from product p left join policy e on e.org_id = $1 and e.product_id = p.id "
    "left join user_account u on u.org_id = $1 and u.id = e.changed_by where p.id = $2"};
const ports::Sql select_history{
    "select c.value_before, c.value_after, c.at_ms, c.actor_id, u.display_name "
    "from policy_change c left join user_account u on u.org_id = c.org_id and u.id = c.actor_id "
    "where c.org_id = $1 and c.product_id = $2 order by c.id desc limit 100"};

// The policy of one product or, with the nil product, the default.
struct Policy {
  ProductId product;
  std::string product_name;
  std::optional<SelfServicePolicy> own;
  std::optional<Instant> changed_at;
  UserId changed_by;
  std::string changed_by_name;
  std::int64_t version = 0;
};

Policy fetch_policy(const ports::Row& row) {
  Policy policy;
  store::fetch(row, 0, policy.own);
  if (!policy.own) return policy;
  store::fetch(row, 1, policy.changed_at);
  store::fetch(row, 2, policy.changed_by);
  if (!row.is_null(3)) policy.changed_by_name = row.text(3);
  policy.version = row.integer(4);
  return policy;
}

Policy fetch_product_policy(const ports::Row& row) {
  Policy policy = fetch_policy(row);
  policy.product = ProductId{row.uuid(5)};
  policy.product_name = row.text(6);
  return policy;
}

Result<Policy> find_default(ports::Connection& reader, OrgId org) {
  Policy policy;
  const ProductId every_product;
  const ports::Value key[] = {ports::Value::of(org), ports::Value::of(every_product)};
  TRY(reader.query(select_default, key,
                   [&](const ports::Row& row) { policy = fetch_policy(row); }));
  return policy;
}

Result<void> write_history(ports::Connection& reader, OrgId org, ProductId product,
                           json::Writer& writer) {
  writer.key("history").begin_array();
  const ports::Value key[] = {ports::Value::of(org), ports::Value::of(product)};
  TRY(reader.query(select_history, key, [&](const ports::Row& row) {
    writer.begin_object().field("before", row.text(0)).field("after", row.text(1));
    writer.field("at", row.instant(2));
    write_person(writer, "actor", UserId{row.uuid(3)}, row.is_null(4) ? "" : row.text(4));
    writer.end_object();
  }));
  writer.end_array();
  return {};
}

struct Organization {
  OrgId org;
  std::optional<SelfServicePolicy> own_default;
};

Result<void> write_policy(ports::Connection& reader, const Organization& organization,
                          const Policy& policy, json::Writer& writer) {
  writer.begin_object().key("productId");
  policy.product.is_nil() ? writer.value("default") : writer.value(policy.product);
  write_text_or_null(writer, "productName", policy.product_name);
  writer.field("value", effective_policy(policy.own, organization.own_default));
  writer.field("inherited", !policy.own.has_value()).field("changedAt", policy.changed_at);
  write_person(writer, "changedBy", policy.changed_by, policy.changed_by_name);
  TRY(write_history(reader, organization.org, policy.product, writer));
  writer.end_object();
  return {};
}

}  // namespace

Result<std::string> list_policies(ports::Connection& reader, const Actor& actor, const Page& page) {
  TRY(authorize(Action::get_policy, standing_of(actor)));
  const auto from = TRY(read_cursor(page.cursor, "tu"));
  ListWriter list(page);
  std::vector<Policy> policies;
  const Policy fallback = TRY(find_default(reader, actor.org));
  if (page.cursor.empty()) policies.push_back(fallback);
  const ports::Value values[] = {ports::Value::of(actor.org), ports::Value::of(from[0].text),
                                 ports::Value::of(from[1].uuid),
                                 ports::Value::of(list.rows_wanted())};
  TRY(reader.query(select_policy_products, values,
                   [&](const ports::Row& row) { policies.push_back(fetch_product_policy(row)); }));
  for (const Policy& policy : policies) {
    if (!list.takes_row()) break;
    TRY(write_policy(reader, {actor.org, fallback.own}, policy, list.writer()));
    if (list.is_full())
      list.set_last(CursorWriter().add(policy.product_name).add(policy.product.uuid).take());
  }
  return list.finish();
}

Result<ShownPolicy> get_policy(ports::Connection& reader, const Actor& actor, ProductId product) {
  TRY(authorize(Action::get_policy, standing_of(actor)));
  const Policy fallback = TRY(find_default(reader, actor.org));
  std::optional<Policy> found;
  if (product.is_nil()) {
    found = fallback;
  } else {
    const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(product)};
    TRY(reader.query(select_product, key,
                     [&](const ports::Row& row) { found = fetch_product_policy(row); }));
  }
  if (!found) return not_found();
  ShownPolicy shown{{}, etag_of(found->version)};
  json::Writer writer(shown.body);
  TRY(write_policy(reader, {actor.org, fallback.own}, *found, writer));
  return shown;
}

}  // namespace perseat::queries
