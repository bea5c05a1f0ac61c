// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "support/samples.h"

#include <fmt/format.h>

#include "base/fold.h"
#include "base/zone.h"

namespace perseat::test {
namespace {

const Currency eur{"EUR"};

User member(Harness& harness, OrgId org, const std::string& name) {
  User user;
  user.org = org;
  user.id = harness.new_id<UserId>();
  user.email = fmt::format("{}@example.test", user.id.text());
  user.display_name = name;
  user.sort_name = sort_name(name);
  user.usage_country = "DE";
  user.locale = "en";
  user.created_at = harness.clock.now();
  return user;
}

UserId add_person(store::State& state, const User& user) {
  state.users.add(user);
  state.logins.add({fold_email(user.email), user.org, user.id, "", 0, Instant{}});
  return user.id;
}

void add_organization(Harness& harness, store::State& state, OrgId org, const std::string& name) {
  state.organizations.add({org, name, "DE", OrganizationKind::commercial, harness.clock.now(), 1});
  BillingAccount account;
  account.org = org;
  account.name = name;
  account.sold_to = {"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
  account.time_zone = "Europe/Berlin";
  account.currency = eur;
  state.billing_accounts.add(account);
  state.audit_heads.add({org, 0, ""});
}

Offer make_offer(Harness& harness, ProductId product, const std::string& code, Term term) {
  Offer offer;
  offer.id = harness.new_id<OfferId>();
  offer.product = product;
  offer.code = code;
  offer.term = term;
  offer.trial_days = term == Term::monthly ? 30 : 0;
  return offer;
}

PriceId add_price(Harness& harness, store::State& state, OfferId offer, const std::string& amount) {
  const auto id = harness.new_id<PriceId>();
  state.prices.add({id, offer, "", eur, amount, false, *parse_instant("2025-01-01T00:00:00Z")});
  return id;
}

void add_catalog(Harness& harness, store::State& state, World& world) {
  world.product = harness.new_id<ProductId>();
  state.products.add({world.product, "chart-studio", "Chart Studio", "Draws charts.", "standard",
                      "", true, false, 1});
  state.service_plans.add({world.product, "charts", "Charts"});
  state.service_plans.add({world.product, "sharing", "Sharing"});
  const Offer monthly = make_offer(harness, world.product, "monthly", Term::monthly);
  const Offer yearly = make_offer(harness, world.product, "yearly", Term::yearly);
  world.monthly = monthly.id;
  world.yearly = yearly.id;
  state.offers.add(monthly);
  state.offers.add(yearly);
  world.monthly_price = add_price(harness, state, monthly.id, "12.50");
  world.yearly_price = add_price(harness, state, yearly.id, "120.00");
  state.tax_rates.add({"DE//standard/0", "DE", "", "standard", "19", Date{0}});
}

void add_people(Harness& harness, store::State& state, World& world) {
  const auto add = [&](OrgId org, const std::string& name) {
    return add_person(state, member(harness, org, name));
  };
  world.buyer = add(world.org, "Bora Kim");
  world.colleague = add(world.org, "Jürgen Weiß");
  world.guest = add(world.org, "Gast");
  world.leaver = add(world.org, "Leaver");
  world.admin = add(world.org, "Ada Admin");
  world.stranger = add(world.other_org, "Stranger");
  state.users.change({world.org, world.guest}).kind = UserKind::guest;
  state.users.change({world.org, world.leaver}).state = UserState::disabled;
  state.role_assignments.add({world.org,
                              harness.new_id<RoleAssignmentId>(),
                              world.admin,
                              Role::global_admin,
                              {},
                              harness.clock.now(),
                              {}});
}

PaymentMethod make_card(Harness& harness, const World& world) {
  PaymentMethod card;
  card.org = world.org;
  card.id = world.card;
  card.owner = world.buyer;
  card.gateway_customer = "cus_test";
  card.gateway_token = "pm_test";
  card.brand = "visa";
  card.last4 = "4242";
  card.expiry_month = 12;
  card.expiry_year = 2030;
  card.holder_name = "B KIM";
  card.address = {"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
  card.issuing_country = "DE";
  card.created_at = harness.clock.now();
  return card;
}

}  // namespace

Actor World::actor(UserId user) const {
  Actor made;
  made.org = user == stranger ? other_org : org;
  made.user = user;
  made.is_guest = user == guest;
  if (user == admin) made.roles.push_back({Role::global_admin, {}});
  return made;
}

World make_world(Harness& harness) {
  World world;
  world.org = harness.new_id<OrgId>();
  world.other_org = harness.new_id<OrgId>();
  world.card = harness.new_id<PaymentMethodId>();
  harness.insert([&](store::State& state) {
    add_organization(harness, state, world.org, "Example GmbH");
    add_organization(harness, state, world.other_org, "Other GmbH");
    add_catalog(harness, state, world);
    // Merged so that the people can be changed once more: a draft row is changed in place.
    add_people(harness, state, world);
    state.payment_methods.add(make_card(harness, world));
  });
  return world;
}

UserId add_member(Harness& harness, OrgId org, const std::string& name) {
  const User user = member(harness, org, name);
  harness.insert([&](store::State& state) { add_person(state, user); });
  return user.id;
}

BillingProfileId profile_of(Harness& harness, const World& world, SubscriptionId subscription) {
  store::Needs needs;
  needs.subscriptions.add({world.org, subscription});
  return harness.load(needs).subscriptions.get({world.org, subscription}).profile;
}

SubscriptionId add_subscription(Harness& harness, const World& world, std::int64_t quantity) {
  BillingProfile profile;
  profile.org = world.org;
  profile.id = harness.new_id<BillingProfileId>();
  profile.owner = world.buyer;
  profile.name = "Bora Kim";
  profile.currency = eur;
  profile.payment_method = world.card;
  profile.bill_to = {"Hauptstr. 1", "", "Berlin", "", "10115", "DE"};
  profile.invoice_series = profile.id.text().substr(24);
  profile.created_at = harness.clock.now();

  Subscription subscription;
  subscription.org = world.org;
  subscription.id = harness.new_id<SubscriptionId>();
  subscription.product = world.product;
  subscription.offer = world.monthly;
  subscription.price = world.monthly_price;
  subscription.purchaser = world.buyer;
  subscription.profile = profile.id;
  subscription.status = SubscriptionStatus::active;
  subscription.status_since = harness.clock.now();
  subscription.quantity = quantity;
  const Date today = date_in_zone(harness.clock.now(), "Europe/Berlin");
  subscription.anchor_day = year_month_day(today).day;
  subscription.period_start = today;
  subscription.period_end = period_at(static_cast<int>(subscription.anchor_day), today, 1).end;
  subscription.created_at = harness.clock.now();
  subscription.started_at = harness.clock.now();
  subscription.window_from = harness.clock.now();
  subscription.renews_at = start_of_day(subscription.period_end, "Europe/Berlin");
  harness.insert([&](store::State& state) {
    state.billing_profiles.add(profile);
    state.invoice_series.add({profile.invoice_series, profile.org, profile.id});
    state.subscriptions.add(subscription);
    state.license_pools.add({world.org, subscription.id, quantity, 0, 1});
  });
  return subscription.id;
}

}  // namespace perseat::test
