// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/oversight/export_license_holders.h"

#include <algorithm>

#include "base/csv.h"
#include "domain/standing.h"
#include "queries/optional_value.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// $1 organization, $2 product; null: of all.
std::string subscriptions_text(std::string_view product_condition) {
  return "select s.id, p.name, u.display_name, u.email from subscription s "
         "join product p on p.id = s.product_id "
         "join user_account u on u.org_id = s.org_id and u.id = s.purchaser_id "
         "where s.org_id = $1 and s.scope = 'individual' and s.status <> 'deleted' and " +
         std::string(product_condition) + " order by u.sort_name, u.id, p.name, s.id";
}

const ports::Sql& statement_for(const HolderFilter& filter) {
  static const store::OwnedSql of_product(subscriptions_text("s.product_id = $2"));
  static const store::OwnedSql all(subscriptions_text("s.product_id = coalesce($2, s.product_id)"));
  return filter.product ? of_product.sql() : all.sql();
}

const ports::Sql select_holders{
    "select u.display_name, u.email, a.assigned_at_ms from assignment a "
    "join user_account u on u.org_id = a.org_id and u.id = a.user_id "
    "where a.org_id = $1 and a.subscription_id = $2 order by u.sort_name, u.id"};

struct Pool {
  SubscriptionId subscription;
  std::string product;
  std::string purchaser;
  std::string purchaser_email;
};

Result<std::vector<Pool>> find_pools(ports::Connection& reader, OrgId org,
                                     const HolderFilter& filter) {
  std::vector<Pool> pools;
  const ports::Value values[] = {ports::Value::of(org), optional_value(filter.product)};
  TRY(reader.query(statement_for(filter), values, [&](const ports::Row& row) {
    const SubscriptionId id{row.uuid(0)};
    const auto& wanted = filter.subscriptions;
    if (!wanted.empty() && std::ranges::find(wanted, id) == wanted.end()) return;
    pools.push_back(
        {id, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))});
  }));
  return pools;
}

}  // namespace

Result<std::string> export_license_holders(ports::Connection& reader, const Actor& actor,
                                           const HolderFilter& filter) {
  TRY(authorize(Action::export_license_holders, standing_of(actor)));
  csv::Writer writer;
  for (const char* heading : {"purchaser", "purchaserEmail", "product", "subscriptionId", "user",
                              "userEmail", "assignedAt"})
    writer.plain(heading);
  writer.end_row();
  for (const Pool& pool : TRY(find_pools(reader, actor.org, filter))) {
    const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(pool.subscription)};
    TRY(reader.query(select_holders, key, [&](const ports::Row& row) {
      writer.cell(pool.purchaser).cell(pool.purchaser_email).cell(pool.product);
      writer.plain(pool.subscription.text()).cell(row.text(0)).cell(row.text(1));
      writer.plain(format_instant(row.instant(2))).end_row();
    }));
  }
  return writer.take();
}

}  // namespace perseat::queries
