// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/subscriptions/update_subscription.h"

#include <utility>
#include <vector>

#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/billing_profiles/open_profile.h"
#include "usecases/etag.h"
#include "usecases/subscriptions/change_plan.h"
#include "usecases/subscriptions/purchase_plan.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

std::vector<FieldChange> differences(const Subscription& before, const Subscription& after) {
  std::vector<FieldChange> changes;
  const auto add = [&](std::string field, std::string_view from, std::string_view to) {
    if (from != to) changes.push_back({std::move(field), std::string(from), std::string(to)});
  };
  const auto term_text = [](const std::optional<Term>& term) {
    return term ? enum_text(*term) : std::string_view{};
  };
  add("recurringBilling", enum_text(before.recurring_billing), enum_text(after.recurring_billing));
  add("scheduledBillingFrequency", term_text(before.scheduled_term),
      term_text(after.scheduled_term));
  add("scheduledQuantity",
      before.scheduled_quantity ? std::to_string(*before.scheduled_quantity) : "",
      after.scheduled_quantity ? std::to_string(*after.scheduled_quantity) : "");
  add("nickname", before.nickname, after.nickname);
  add("billingProfileId", before.profile.text(), after.profile.text());
  return changes;
}

}  // namespace

void UpdateSubscription::needs(store::Needs& needs, const Actor& actor) const {
  need_subject(needs, {actor.org, subscription});
  if (profile) needs.billing_profiles.add({actor.org, *profile});
  if (billing_frequency) needs.whole_catalog = true;
}

void UpdateSubscription::follow(const store::State& state, store::Needs& needs,
                                const Actor& actor) const {
  const Subscription::Key key{actor.org, subscription};
  follow_subject(state, needs, key);
  const Subscription* found = state.subscriptions.find(key);
  if (found != nullptr) need_policy(needs, actor.org, found->product);
}

Result<void> UpdateSubscription::check_rights(const Context& context,
                                              const Subscription& found) const {
  const Standing standing = standing_for(context.actor, found);
  const bool changes_more = billing_frequency || nickname || profile;
  if (changes_more || !recurring_billing) TRY(authorize(Action::update_subscription, standing));
  if (!recurring_billing) return {};
  return authorize(recurring_billing == RecurringBilling::off ? Action::stop_renewal
                                                              : Action::change_recurring_billing,
                   standing);
}

Result<void> UpdateSubscription::check_recurring(const store::State& state,
                                                 const Subject& subject) const {
  if (!recurring_billing) return {};
  const Subscription& found = subject.subscription;
  TRY(require_status(found.status, SubscriptionAction::change_recurring_billing));
  const bool becomes_paid = found.status == SubscriptionStatus::trial &&
                            found.recurring_billing == RecurringBilling::off &&
                            recurring_billing != RecurringBilling::off;
  if (!becomes_paid) return {};
  if (subject.profile.payment_method.is_nil())
    return conflict("paymentMethodRequired",
                    "Give the billing profile a card first: the trial becomes paid at its end.");
  if (found.scope == ManagementScope::organization) return {};
  return check_policy(state, found.org, found.product, SelfServiceIntent::purchase);
}

Result<void> UpdateSubscription::check_frequency(const store::State& state, const Subject& subject,
                                                 Instant now) const {
  if (!billing_frequency) return {};
  const Subscription& found = subject.subscription;
  TRY(require_status(found.status, SubscriptionAction::change_recurring_billing));
  if (recurring_billing.value_or(found.recurring_billing) == RecurringBilling::off)
    return conflict("recurringBillingOff",
                    "The subscription will not renew, so nothing can be changed at renewal.");
  if (*billing_frequency == found.term) return {};
  if (offer_for_term(state, subject.market(settings, now), *billing_frequency) == nullptr)
    return conflict("offerNotAvailable", "The product is not sold with this frequency.");
  return {};
}

Result<void> UpdateSubscription::check_profile(const store::State& state, const Context& context,
                                               const Subject& subject) const {
  if (!profile || *profile == subject.subscription.profile) return {};
  const BillingProfile* found = find_open_profile(state, {context.actor.org, *profile});
  if (found == nullptr ||
      !check(Action::update_billing_profile, standing_for(context.actor, *found)).allowed)
    return invalid("billingProfileId", "billingProfileNotFound",
                   "You have no such billing profile.");
  if (found->currency != subject.profile.currency)
    return conflict("currencyMismatch", "The billing profile has another currency.");
  if (found->payment_method.is_nil() && is_renewing(subject.subscription))
    return conflict("paymentMethodRequired", "The billing profile has no card to charge.");
  return check_no_charge_pending(subject.subscription);
}

Result<UpdateSubscription::Output> UpdateSubscription::decide(store::State& state,
                                                              const Context& context) const {
  const Subscription::Key key{context.actor.org, subscription};
  const Subject subject = TRY(find_subject(state, key));
  TRY(check_rights(context, subject.subscription));
  TRY(match_etag(context, etag_of(subject.subscription, subject.pool)));

  if (!recurring_billing && !billing_frequency && !nickname && !profile)
    return invalid("", "nothingToChange", "The request names nothing to change.");
  if (subject.subscription.status == SubscriptionStatus::deleted) return deleted_error();
  TRY(check_recurring(state, subject));
  TRY(check_frequency(state, subject, context.now));
  TRY(check_profile(state, context, subject));
  Subscription after = subject.subscription;
  if (recurring_billing) set_recurring_billing(after, *recurring_billing);
  if (billing_frequency) after.scheduled_term = billing_frequency;
  if (after.scheduled_term == after.term) after.scheduled_term.reset();
  if (nickname) after.nickname = TRY(clean_line("nickname", *nickname, {0, 100}));
  if (profile) after.profile = *profile;

  std::vector<FieldChange> changes = differences(subject.subscription, after);
  if (!changes.empty()) {
    if (recurring_billing) set_dates(after, subject.account.time_zone, settings.lifecycle);
    Subscription& changed = state.subscriptions.change(key);
    after.version = changed.version;
    changed = std::move(after);
    store::append_event(
        state, context,
        {"updateSubscription", "subscription", subscription.uuid, std::move(changes)});
  }
  return Output{subscription, etag_of(state.subscriptions.get(key), state.license_pools.get(key))};
}

}  // namespace perseat::usecases
