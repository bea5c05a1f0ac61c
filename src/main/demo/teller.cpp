// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/demo/teller.h"

#include <algorithm>
#include <future>

#include "adapters/http/catalog_body.h"
#include "base/hash.h"
#include "main/demo/catalog.h"
#include "main/demo/people.h"
#include "main/demo/story.h"
#include "queries/catalog/find_offer.h"
#include "usecases/catalog/apply_catalog.h"
#include "usecases/licenses/assign_licenses.h"
#include "usecases/organizations/create_organization.h"
#include "usecases/payment_methods/add_payment_method.h"
#include "usecases/subscriptions/cancel_subscription.h"
#include "usecases/subscriptions/set_quantity.h"
#include "usecases/users/new_account.h"

namespace perseat::demo {
namespace {

constexpr std::size_t people_per_tenant = 120;
constexpr std::size_t people_with_password = 12;

Actor the_operator() {
  Actor actor;
  actor.roles.push_back({Role::deployment_operator, {}});
  return actor;
}

usecases::NewAccount account_of(std::size_t index, const Tenant& tenant) {
  const Person who = person(index);
  usecases::NewAccount account;
  account.display_name = who.display_name;
  account.email = who.mailbox + "@" + tenant.domain;
  account.locale = who.locale;
  account.usage_country = tenant.country;
  return account;
}

// Many people in one transaction.
struct AddPeople {
  std::vector<usecases::NewAccount> accounts;
  struct Output {
    std::vector<UserId> people;
  };

  void needs(store::Needs& needs, const Actor&) const {
    for (const auto& account : accounts) usecases::need_account(needs, account);
  }
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const {
    Output output;
    for (const auto& account : accounts)
      output.people.push_back(
          TRY(usecases::add_account(state, context, context.actor.org, account)));
    return output;
  }
};

}  // namespace

void Teller::days_ago(std::int64_t days) {
  clock_.set(Instant{std::max(clock_.now().ms + second_ms, today_.ms - days * day_ms)});
}

Result<void> Teller::apply_catalog() {
  const json::Document document = TRY(json::Document::parse(catalog_json()));
  auto catalog = TRY(json::read<usecases::CatalogInput>(document.root(), ""));
  TRY(run(usecases::ApplyCatalog{std::move(catalog), false}, the_operator()));
  return {};
}

Result<Tenant> Teller::make_tenant(const std::string& name, const std::string& country,
                                   const std::string& domain, std::size_t first_person) {
  if (password_hash_.empty()) password_hash_ = hash_password(password);
  Tenant tenant;
  tenant.domain = domain;
  tenant.country = country;
  usecases::CreateOrganization command;
  command.name = name;
  command.country = country;
  command.admin = account_of(first_person, tenant);
  command.admin.password_hash = password_hash_;
  const auto made = TRY(run(command, the_operator()));
  tenant.org = made.org;
  tenant.people.push_back(made.admin);

  AddPeople crowd;
  for (std::size_t i = 1; i < people_per_tenant; ++i) {
    auto account = account_of(first_person + i, tenant);
    if (i < people_with_password) account.password_hash = password_hash_;
    if (i == people_per_tenant - 1) account.kind = UserKind::guest;
    crowd.accounts.push_back(std::move(account));
  }
  Actor admin{made.org, made.admin, false, {{Role::global_admin, {}}}};
  auto added = TRY(run(std::move(crowd), admin));
  tenant.people.insert(tenant.people.end(), added.people.begin(), added.people.end());
  return tenant;
}

Result<void> Teller::grant(const Tenant& tenant, std::size_t person, Role role) {
  const UserId user = tenant.people[person];
  Actor admin{tenant.org, tenant.people[0], false, {{Role::global_admin, {}}}};
  TRY(run(WriteRows{[](store::Needs&) {},
                    [=](store::State& state, const Context& context) {
                      state.role_assignments.add({context.actor.org,
                                                  context.ids.make<RoleAssignmentId>(context.now),
                                                  user,
                                                  role,
                                                  {},
                                                  context.now,
                                                  context.actor.user});
                    }},
          admin));
  return {};
}

Result<Buyer> Teller::make_buyer(const Tenant& tenant, std::size_t person,
                                 const std::string& card_token) {
  Buyer buyer;
  buyer.actor.org = tenant.org;
  buyer.actor.user = tenant.people[person];
  const auto reader = TRY(application_.database().connect_reader());
  const auto card = TRY(application_.cards().attach(*reader, buyer.actor, card_token));
  const auto kept =
      TRY(run(usecases::AddPaymentMethod{card, {"Card Holder", tenant.address}}, buyer.actor));
  buyer.card = kept.payment_method.id;
  return buyer;
}

Result<OfferId> Teller::find_offer(const std::string& sku, const std::string& code) {
  const auto reader = TRY(application_.database().connect_reader());
  return queries::find_offer(*reader, sku, code);
}

void Teller::wait_for_payment(OrgId org, AttemptId attempt) {
  if (attempt.is_nil()) return;
  std::promise<void> settled;
  application_.payments().collect({org, attempt}, [&](const auto&) { settled.set_value(); });
  settled.get_future().wait();
}

Result<SubscriptionId> Teller::buy(const Buyer& buyer, const Purchase& purchase) {
  usecases::BuySubscription command;
  command.wish.offer = TRY(find_offer(purchase.sku, purchase.offer));
  command.wish.quantity = purchase.quantity;
  command.wish.is_trial = purchase.is_trial;
  if (!buyer.card.is_nil()) command.payment_method = buyer.card;
  const auto bought = TRY(run(command, buyer.actor));
  wait_for_payment(buyer.actor.org, bought.attempt);
  return bought.subscription;
}

Result<void> Teller::assign(const Tenant& tenant, const Buyer& buyer, SubscriptionId subscription,
                            std::size_t count) {
  // From the second half of the organization on, so that buyers are rarely among them.
  for (std::size_t done = 0; done < count; done += 20) {
    usecases::AssignLicenses command;
    command.subscription = subscription;
    for (std::size_t i = done; i < std::min(done + 20, count); ++i)
      command.users.push_back(tenant.people[20 + i % 90]);
    TRY(run(std::move(command), buyer.actor));
  }
  return {};
}

Result<void> Teller::set_quantity(const Buyer& buyer, SubscriptionId subscription,
                                  std::int64_t quantity) {
  usecases::SetQuantity command;
  command.subscription = subscription;
  command.wish.quantity = quantity;
  const auto changed = TRY(run(command, buyer.actor));
  wait_for_payment(buyer.actor.org, changed.attempt);
  return {};
}

Result<void> Teller::cancel(const Buyer& buyer, SubscriptionId subscription, CancelReason reason,
                            const std::string& feedback) {
  usecases::CancelSubscription command;
  command.subscription = subscription;
  command.reason = reason;
  command.feedback = feedback;
  TRY(run(command, buyer.actor));
  return {};
}

}  // namespace perseat::demo
