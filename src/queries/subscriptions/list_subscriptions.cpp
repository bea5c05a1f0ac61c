// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/subscriptions/list_subscriptions.h"

#include "domain/standing.h"
#include "queries/optional_value.h"
#include "queries/write.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

// All statements have the same parameters, so that one that is equal to a column of an index can
// be named as such: $1 organization, $2 the last id of the page before, $3 status, $4 scope,
// $5 product, $6 purchaser, $7 profile, $8 renewal, $9 how many.
std::string subscription_list_text(std::string_view indexed) {
  std::string condition = "s.org_id = $1 and s.id < $2 ";
  for (const auto& [column, parameter] :
       {std::pair{"s.product_id", "$5"}, {"s.purchaser_id", "$6"}, {"s.profile_id", "$7"}}) {
    condition += std::string("and ") + column + " = ";
    condition += column == indexed ? std::string(parameter)
                                   : std::string("coalesce(") + parameter + ", " + column + ")";
    condition += ' ';
  }
  condition +=
      "and s.scope = coalesce($4, s.scope) "
      "and (s.status = $3 or ($3 is null and s.status <> 'deleted')) "
      "and (s.renews_at_ms < $8 or $8 is null) order by s.id desc limit $9";
  return select_subscriptions(condition);
}

const ports::Sql& statement_for(const SubscriptionFilter& filter) {
  static const store::OwnedSql by_purchaser(subscription_list_text("s.purchaser_id"));
  static const store::OwnedSql by_profile(subscription_list_text("s.profile_id"));
  static const store::OwnedSql by_product(subscription_list_text("s.product_id"));
  static const store::OwnedSql all(subscription_list_text(""));
  if (filter.purchaser) return by_purchaser.sql();
  if (filter.profile) return by_profile.sql();
  if (filter.product) return by_product.sql();
  return all.sql();
}

Result<void> check_scope(const Actor& actor, ListScope scope) {
  const Action action = scope == ListScope::mine ? Action::list_own_subscriptions
                                                 : Action::list_organization_subscriptions;
  return authorize(action, standing_of(actor));
}

}  // namespace

Result<std::string> list_subscriptions(ports::Connection& reader, const Viewer& viewer,
                                       const SubscriptionFilter& asked, const Page& page) {
  TRY(check_scope(viewer.actor, asked.scope));
  const auto from = TRY(read_cursor(page.cursor, "u"));
  ListWriter list(page);
  SubscriptionFilter filter = asked;
  if (filter.scope == ListScope::mine) {
    // Somebody else's among one's own: none.
    if (filter.purchaser && *filter.purchaser != viewer.actor.user) return list.finish();
    filter.purchaser = viewer.actor.user;
  }
  Uuid before = from[0].uuid;
  if (page.cursor.empty()) before.bytes.fill(0xFF);
  const ports::Value values[] = {
      ports::Value::of(viewer.actor.org),  ports::Value::of(before),
      optional_value(filter.status),       optional_value(filter.management),
      optional_value(filter.product),      optional_value(filter.purchaser),
      optional_value(filter.profile),      optional_value(filter.renews_before),
      ports::Value::of(list.rows_wanted())};
  TRY(reader.query(statement_for(filter), values, [&](const ports::Row& row) {
    if (!list.takes_row()) return;
    const SubscriptionRow found = fetch_subscription(row);
    write_subscription(list.writer(), found, viewer);
    if (list.is_full()) list.set_last(CursorWriter().add(found.subscription.id.uuid).take());
  }));
  return list.finish();
}

}  // namespace perseat::queries
