// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/subscriptions/get_subscription.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/standing.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const ports::Sql& select_shown_subscription() {
  static const store::OwnedSql owned(select_subscriptions("s.org_id = $1 and s.id = $2"));
  return owned.sql();
}

const ports::Sql& select_several() {
  // The offset keeps PostgreSQL from turning the loop over the keys into a join of its own choice:
  // without statistics that one goes through all subscriptions of the organization.
  static const store::OwnedSql owned(store::OwnedSql::Texts{
      select_subscriptions("s.org_id = $1 and s.id = $2"),
      "select t.* from unnest($1::uuid[], $2::uuid[]) as v (org_id, id) cross join lateral (" +
          select_subscriptions("s.org_id = v.org_id and s.id = v.id") + " offset 0) t"});
  return owned.sql();
}

bool may_see(const Actor& actor, const SubscriptionRow& row) {
  return check(Action::get_subscription, standing_for(actor, row.subscription)).allowed;
}

// Null also for what the batch did not look for.
template <class Table>
const typename Table::Row* find_loaded(const Table& table, const typename Table::Key& key) {
  return table.is_loaded(key) ? table.find(key) : nullptr;
}

std::optional<SubscriptionRow> row_in(const store::State& state, const Subscription& changed) {
  const auto* pool = find_loaded(state.license_pools, {changed.org, changed.id});
  const auto* product = find_loaded(state.products, changed.product);
  const auto* price = find_loaded(state.prices, changed.price);
  const auto* purchaser = find_loaded(state.users, {changed.org, changed.purchaser});
  if (pool == nullptr || product == nullptr || price == nullptr || purchaser == nullptr)
    return std::nullopt;
  return SubscriptionRow{changed,
                         *pool,
                         product->name,
                         price->unit_price,
                         std::string(price->currency.text()),
                         purchaser->display_name};
}

ShownSubscription show(const SubscriptionRow& row, const Viewer& viewer) {
  ShownSubscription shown;
  json::Writer writer(shown.body);
  write_subscription(writer, row, viewer);
  shown.etag = etag_of(row);
  return shown;
}

}  // namespace

Result<SubscriptionRow> find_subscription(ports::Connection& reader, const Actor& actor,
                                          SubscriptionId id) {
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(id)};
  std::optional<SubscriptionRow> found;
  TRY(reader.query(select_shown_subscription(), key,
                   [&](const ports::Row& row) { found = fetch_subscription(row); }));
  if (!found || !may_see(actor, *found)) return not_found();
  return std::move(*found);
}

Result<ShownSubscription> get_subscription(ports::Connection& reader, const Viewer& viewer,
                                           SubscriptionId id) {
  return show(TRY(find_subscription(reader, viewer.actor, id)), viewer);
}

Result<FoundSubscriptions> find_subscriptions(ports::Connection& reader, OrgId org,
                                              std::vector<SubscriptionId> ids) {
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  ports::Rows keys{2, {}};
  for (const SubscriptionId& id : ids) {
    keys.cells.push_back(ports::Value::of(org));
    keys.cells.push_back(ports::Value::of(id));
  }
  FoundSubscriptions found;
  TRY(reader.read(select_several(), keys, [&found](const ports::Row& row) {
    SubscriptionRow fetched = fetch_subscription(row);
    const SubscriptionId id = fetched.subscription.id;
    found.emplace(id, std::move(fetched));
  }));
  TRY(reader.deliver());
  return found;
}

void take_committed(const store::State& committed, FoundSubscriptions& found) {
  for (const auto& update : committed.subscriptions.updates()) {
    found.erase(update.row->id);
    if (auto row = row_in(committed, *update.row)) found.emplace(update.row->id, std::move(*row));
  }
}

Result<ShownSubscription> show_subscription(const FoundSubscriptions& found, const Viewer& viewer,
                                            SubscriptionId id) {
  const auto row = found.find(id);
  if (row == found.end() || !may_see(viewer.actor, row->second)) return not_found();
  return show(row->second, viewer);
}

Result<ShownSubscription> show_pending_subscription(ports::Connection& reader, const Viewer& viewer,
                                                    SubscriptionId id,
                                                    const std::string& next_action_url) {
  const SubscriptionRow row = TRY(find_subscription(reader, viewer.actor, id));
  ShownSubscription shown;
  json::Writer writer(shown.body);
  writer.begin_object().key("subscription");
  write_subscription(writer, row, viewer);
  writer.key("nextAction");
  if (next_action_url.empty()) {
    writer.null();
  } else {
    writer.begin_object().field("type", "redirect").field("url", next_action_url).end_object();
  }
  writer.end_object();
  return shown;
}

}  // namespace perseat::queries
