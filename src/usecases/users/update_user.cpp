// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/users/update_user.h"

#include <algorithm>

#include "base/fold.h"
#include "base/text.h"
#include "domain/country.h"
#include "domain/free_text.h"
#include "domain/standing.h"
#include "store/audit.h"
#include "usecases/etag.h"
#include "usecases/roles/role_holders.h"
#include "usecases/subscriptions/term.h"

namespace perseat::usecases {
namespace {

bool is_disabling(const UpdateUser& wanted) { return wanted.state == UserState::disabled; }

// People change their own name and language; everything else is for admins, and what could shut
// an admin out, or let somebody act as one, is for global admins.
Result<void> authorize_change(const UpdateUser& wanted, const store::State& state,
                              const Context& context) {
  const bool is_self = wanted.user == context.actor.user;
  const bool is_about_access = wanted.state.has_value() || wanted.password_hash.has_value();
  if (is_self && !is_about_access && !wanted.usage_country) return {};
  const Standing standing = standing_of(context.actor);
  TRY(authorize(Action::manage_users, standing));
  if (is_about_access && !is_self && !standing.roles.has(Role::global_admin) &&
      is_some_admin(state, {context.actor.org, wanted.user}))
    return forbidden("roleRequired", "Only a global admin changes the access of an admin.");
  return {};
}

Result<void> check_fields(const UpdateUser& wanted) {
  if (!wanted.display_name && !wanted.locale && !wanted.usage_country && !wanted.state &&
      !wanted.password_hash)
    return invalid("", "nothingToChange", "Name at least one field to change.");
  if (wanted.display_name) TRY(clean_line("displayName", *wanted.display_name, {1, 200}));
  if (wanted.usage_country && find_country(*wanted.usage_country) == nullptr)
    return invalid("usageCountry", "unknownCountry", "Give an ISO 3166-1 code such as DE.");
  return {};
}

Result<void> check_disabling(const store::State& state, const Context& context, UserId user) {
  if (user == context.actor.user)
    return conflict("ownAccount", "Nobody disables their own account.");
  const auto others = active_global_admins(state, context.actor.org, user);
  if (holds_role(state, {context.actor.org, user}, Role::global_admin) && others == 0)
    return conflict("lastGlobalAdmin", "The organization would be left without a global admin.");
  return {};
}

// The words a person is found by follow the name, and carry what it is ordered by.
void replace_search_words(store::State& state, const User& user) {
  const auto wanted = search_words(user.display_name, user.email);
  std::vector<std::string> present;
  state.user_search_words.each([&](const UserSearchWord& row) {
    if (row.org == user.org && row.user == user.id) present.push_back(row.word);
  });
  for (const std::string& word : present) {
    if (std::ranges::find(wanted, word) == wanted.end())
      state.user_search_words.remove({user.org, word, user.id});
  }
  for (const std::string& word : wanted) {
    if (std::ranges::find(present, word) == present.end())
      state.user_search_words.add({user.org, word, user.id, user.sort_name});
    else
      state.user_search_words.change({user.org, word, user.id}).sort_name = user.sort_name;
  }
}

void end_sessions(store::State& state, const OrgKey<UserId>& user) {
  std::vector<std::string> ended;
  state.sessions.each([&](const Session& session) {
    if (session.org == user.org && session.user == user.id) ended.push_back(session.secret_hash);
  });
  for (const std::string& secret_hash : ended) state.sessions.remove(secret_hash);
}

std::vector<SubscriptionId> stop_renewals(store::State& state, const Context& context,
                                          const UpdateUser& wanted) {
  std::vector<SubscriptionId> stopped;
  state.subscriptions.each([&](const Subscription& row) {
    if (row.org == context.actor.org && row.purchaser == wanted.user &&
        stops_renewal(row, wanted.settings.leaver_rule))
      stopped.push_back(row.id);
  });
  std::ranges::sort(stopped);
  for (const SubscriptionId id : stopped) {
    Subscription& subscription = state.subscriptions.change({context.actor.org, id});
    const std::string before(enum_text(subscription.recurring_billing));
    set_recurring_billing(subscription, RecurringBilling::off);
    set_dates(subscription, state.billing_accounts.get(context.actor.org).time_zone,
              wanted.settings.lifecycle);
    store::append_event(
        state, context,
        {"stopRenewal", "subscription", id.uuid, {{"recurringBilling", before, "off"}}});
  }
  return stopped;
}

void note(std::vector<FieldChange>& changes, std::string field, std::string& value,
          std::string wanted) {
  if (value == wanted) return;
  changes.push_back({std::move(field), value, wanted});
  value = std::move(wanted);
}

// The row as it is wanted, and what that changes.
std::vector<FieldChange> apply(const UpdateUser& wanted, User& row) {
  std::vector<FieldChange> changes;
  std::string state(enum_text(row.state));
  if (wanted.display_name)
    note(changes, "displayName", row.display_name, std::string(trim(*wanted.display_name)));
  if (wanted.locale) note(changes, "locale", row.locale, *wanted.locale);
  if (wanted.usage_country) note(changes, "usageCountry", row.usage_country, *wanted.usage_country);
  if (wanted.state) note(changes, "state", state, std::string(enum_text(*wanted.state)));
  if (wanted.password_hash) changes.push_back({"password", "", "changed"});
  row.sort_name = sort_name(row.display_name);
  row.state = wanted.state.value_or(row.state);
  return changes;
}

void set_password(store::State& state, const User& user, const std::string& hash) {
  const std::string email = fold_email(user.email);
  if (state.logins.find(email) == nullptr) return;
  Login& login = state.logins.change(email);
  login.password_hash = hash;
  login.failures = 0;
  login.blocked_until = {};
}

}  // namespace

Result<void> UpdateUser::admit_password(const Actor& actor) {
  return authorize(Action::manage_users, standing_of(actor));
}

void UpdateUser::needs(store::Needs& needs, const Actor& actor) const {
  const OrgKey<UserId> key{actor.org, user};
  needs.users.add(key);
  needs.roles_of_users.push_back(key);
  if (display_name) needs.search_words_of_users.push_back(key);
  if (is_disabling(*this) || password_hash) needs.sessions_of_users.push_back(key);
  if (!is_disabling(*this)) return;
  needs.billing_accounts.add(actor.org);
  needs.admins_of_organizations.push_back(actor.org);
  needs.subscriptions_of_purchasers.push_back(key);
}

void UpdateUser::follow(const store::State& state_found, store::Needs& needs,
                        const Actor& actor) const {
  if (is_disabling(*this)) need_admin_accounts(state_found, needs, actor.org);
  const User* found = state_found.users.find({actor.org, user});
  if (found != nullptr && password_hash) needs.logins.add(fold_email(found->email));
}

Result<UpdateUser::Output> UpdateUser::decide(store::State& rows, const Context& context) const {
  const OrgKey<UserId> key{context.actor.org, user};
  TRY(authorize_change(*this, rows, context));
  const User* found = rows.users.find(key);
  if (found == nullptr) return not_found();

  TRY(match_etag(context, etag_of(found->version)));
  TRY(check_fields(*this));
  const bool disables = is_disabling(*this) && found->state == UserState::active;
  if (is_disabling(*this)) TRY(check_disabling(rows, context, user));

  User changed = *found;
  auto changes = apply(*this, changed);
  if (changes.empty()) return Output{found->version, {}};

  User& row = rows.users.change(key);
  changed.version = row.version;
  row = changed;
  if (display_name) replace_search_words(rows, changed);
  if (password_hash) set_password(rows, changed, *password_hash);
  if (disables || password_hash) end_sessions(rows, key);
  store::append_event(rows, context, {"updateUser", "user", user.uuid, std::move(changes)});
  Output output{changed.version, {}};
  if (disables) output.stopped = stop_renewals(rows, context, *this);
  return output;
}

}  // namespace perseat::usecases
