// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/subscriptions/subscription_row.h"

#include "domain/etag.h"
#include "domain/standing.h"
#include "queries/allowed_action.h"
#include "queries/write.h"
#include "store/statements.h"
#include "store/subscription_tables.h"

namespace perseat::queries {
namespace {

std::string_view account_type(ManagementScope scope) {
  return scope == ManagementScope::individual ? "selfService" : "organization";
}

// The days of being disabled are over, though nobody came to delete it yet.
bool is_past_restoring(const Subscription& subscription, Instant now) {
  return subscription.status == SubscriptionStatus::disabled && subscription.next_lifecycle_at &&
         *subscription.next_lifecycle_at <= now;
}

// Writes the actions of one subscription: first the rights, then the state, as the operations ask.
class ActionWriter {
 public:
  ActionWriter(json::Writer& writer, const SubscriptionRow& row, const Viewer& viewer)
      : writer_(writer),
        subscription_(row.subscription),
        standing_(standing_for(viewer.actor, row.subscription)),
        now_(viewer.now) {}

  void write(Action action, std::string_view state_reason) {
    const std::string_view rights = access_refusal(action, standing_);
    write_allowed(writer_, enum_text(action), rights.empty() ? state_reason : rights);
  }
  [[nodiscard]] std::string_view state(SubscriptionAction action) const {
    return refusal(subscription_.status, action);
  }
  // For what waits until a charge under way has ended.
  [[nodiscard]] std::string_view settled_state(SubscriptionAction action) const {
    const std::string_view reason = state(action);
    if (!reason.empty() || !subscription_.pending_attempt) return reason;
    return "paymentPending";
  }
  [[nodiscard]] std::string_view cancel_state() const {
    if (subscription_.status == SubscriptionStatus::disabled && subscription_.cancel_reason)
      return "alreadyCanceled";
    return settled_state(SubscriptionAction::cancel);
  }
  [[nodiscard]] std::string_view reactivate_state() const {
    if (is_past_restoring(subscription_, now_)) return "subscriptionDeleted";
    return settled_state(SubscriptionAction::reactivate);
  }
  [[nodiscard]] std::string_view update_state() const {
    return subscription_.status == SubscriptionStatus::deleted ? "subscriptionDeleted" : "";
  }

 private:
  json::Writer& writer_;
  const Subscription& subscription_;
  Standing standing_;
  Instant now_;
};

void write_actions(json::Writer& writer, const SubscriptionRow& row, const Viewer& viewer) {
  ActionWriter actions(writer, row, viewer);
  const std::string_view recurring = actions.state(SubscriptionAction::change_recurring_billing);
  writer.key("allowedActions").begin_object();
  actions.write(Action::update_subscription, actions.update_state());
  actions.write(Action::change_recurring_billing, recurring);
  actions.write(Action::stop_renewal, recurring);
  actions.write(Action::set_quantity, actions.settled_state(SubscriptionAction::change_quantity));
  actions.write(Action::assign_licenses, actions.state(SubscriptionAction::assign));
  actions.write(Action::unassign_licenses, actions.state(SubscriptionAction::unassign));
  actions.write(Action::cancel_subscription, actions.cancel_state());
  actions.write(Action::reactivate_subscription, actions.reactivate_state());
  writer.end_object();
}

}  // namespace

std::string select_subscriptions(std::string_view condition) {
  std::string text = "select ";
  for (const std::string_view column : store::column_names<Subscription>()) {
    text += "s.";
    text += column;
    text += ", ";
  }
  text +=
      "l.total, l.assigned, l.version, p.name, r.unit_price, r.currency, u.display_name "
      "from subscription s "
      "join license_pool l on l.org_id = s.org_id and l.subscription_id = s.id "
      "join user_account u on u.org_id = s.org_id and u.id = s.purchaser_id "
      "join product p on p.id = s.product_id "
      "join price r on r.id = s.price_id where ";
  text += condition;
  return text;
}

SubscriptionRow fetch_subscription(const ports::Row& row) {
  SubscriptionRow found;
  found.subscription = store::fetch_row<Subscription>(row);
  int at = static_cast<int>(store::column_count<Subscription>());
  found.pool.org = found.subscription.org;
  found.pool.subscription = found.subscription.id;
  found.pool.total = row.integer(at++);
  found.pool.assigned = row.integer(at++);
  found.pool.version = row.integer(at++);
  found.product_name = row.text(at++);
  found.unit_price = row.text(at++);
  found.currency = row.text(at++);
  found.purchaser_name = row.text(at++);
  return found;
}

std::string etag_of(const SubscriptionRow& row) {
  return perseat::etag_of({row.subscription.version, row.pool.version});
}

void write_subscription(json::Writer& writer, const SubscriptionRow& row, const Viewer& viewer) {
  const Subscription& subscription = row.subscription;
  writer.begin_object().field("id", subscription.id).field("productId", subscription.product);
  writer.field("productName", row.product_name).field("offerId", subscription.offer);
  write_text_or_null(writer, "nickname", subscription.nickname);
  writer.field("accountType", account_type(subscription.scope));
  writer.field("managementScope", subscription.scope);
  write_person(writer, "purchaser", subscription.purchaser, row.purchaser_name);
  writer.field("status", subscription.status).field("quantity", subscription.quantity);
  writer.field("assigned", row.pool.assigned).field("available", row.pool.available());
  writer.field("scheduledQuantity", subscription.scheduled_quantity);
  write_price(writer, "price", row.unit_price, row.currency);
  writer.field("term", subscription.term).field("startedAt", subscription.started_at);
  writer.field("renewsAt", subscription.renews_at).field("expiresAt", subscription.expires_at);
  writer.field("nextLifecycleAt", subscription.next_lifecycle_at);
  writer.field("recurringBilling", subscription.recurring_billing);
  writer.field("billingFrequency", subscription.term);
  writer.field("scheduledBillingFrequency", subscription.scheduled_term);
  writer.field("billingProfileId", subscription.profile);
  write_actions(writer, row, viewer);
  writer.end_object();
}

}  // namespace perseat::queries
