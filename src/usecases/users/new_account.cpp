// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/users/new_account.h"

#include "base/fold.h"
#include "base/text.h"
#include "domain/country.h"
#include "domain/free_text.h"

namespace perseat::usecases {
namespace {

constexpr TextLimits email_limits{3, 254};
constexpr TextLimits name_limits{1, 200};

// One @ with something on both sides and no white space: more is the mail server's to say.
bool looks_like_email(std::string_view email) {
  const std::size_t at = email.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < email.size() &&
         email.find('@', at + 1) == std::string_view::npos &&
         email.find(' ') == std::string_view::npos;
}

Result<void> check_account(const NewAccount& account) {
  const std::string& path = account.field_prefix;
  // Whatever is wrong with it, it is no address.
  if (!check_text("", account.email, email_limits) || !looks_like_email(trim(account.email)))
    return invalid(path + "email", "malformedEmail", "Give an address such as a@example.com.");
  TRY(clean_line(path + "displayName", account.display_name, name_limits));
  if (find_country(account.usage_country) == nullptr)
    return invalid(path + "usageCountry", "unknownCountry", "Give an ISO 3166-1 code such as DE.");
  return {};
}

}  // namespace

void need_account(store::Needs& needs, const NewAccount& account) {
  needs.logins.add(fold_email(account.email));
}

Result<UserId> add_account(store::State& state, const Context& context, OrgId org,
                           const NewAccount& account) {
  TRY(check_account(account));
  const std::string email_folded = fold_email(account.email);
  if (state.logins.find(email_folded) != nullptr) {
    Error taken = conflict("emailTaken", "Another account uses the address.");
    taken.field = account.field_prefix + "email";
    return taken;
  }
  User user;
  user.org = org;
  user.id = context.ids.make<UserId>(context.now);
  user.email = trim(account.email);
  user.display_name = trim(account.display_name);
  user.sort_name = sort_name(user.display_name);
  user.kind = account.kind;
  user.usage_country = account.usage_country;
  user.locale = account.locale;
  user.created_at = context.now;
  state.users.add(user);
  state.logins.add({email_folded, org, user.id, account.password_hash, 0, Instant{}});
  for (std::string& word : search_words(user.display_name, user.email))
    state.user_search_words.add({org, std::move(word), user.id, user.sort_name});
  return user.id;
}

}  // namespace perseat::usecases
