// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/subscriptions/get_subscription.h"

#include "domain/standing.h"
#include "store/statements.h"

namespace perseat::queries {
namespace {

const ports::Sql& select_shown_subscription() {
  static const store::OwnedSql owned(select_subscriptions("s.org_id = $1 and s.id = $2"));
  return owned.sql();
}

}  // namespace

Result<SubscriptionRow> find_subscription(ports::Connection& reader, const Actor& actor,
                                          SubscriptionId id) {
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(id)};
  std::optional<SubscriptionRow> found;
  TRY(reader.query(select_shown_subscription(), key,
                   [&](const ports::Row& row) { found = fetch_subscription(row); }));
  if (!found || !check(Action::get_subscription, standing_for(actor, found->subscription)))
    return not_found();
  return std::move(*found);
}

Result<ShownSubscription> get_subscription(ports::Connection& reader, const Viewer& viewer,
                                           SubscriptionId id) {
  const SubscriptionRow row = TRY(find_subscription(reader, viewer.actor, id));
  ShownSubscription shown;
  json::Writer writer(shown.body);
  write_subscription(writer, row, viewer);
  shown.etag = etag_of(row);
  return shown;
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
