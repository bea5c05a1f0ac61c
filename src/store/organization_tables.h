// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Columns of organizations, people and their sign-ins.
#pragma once

#include "domain/user.h"
#include "store/table.h"

namespace perseat::store {

template <>
struct Table<Organization> {
  static constexpr std::string_view name = "organization";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple{column("org_id", &Organization::org),
                                             column("name", &Organization::name),
                                             column("country", &Organization::country),
                                             column("kind", &Organization::kind),
                                             column("created_at_ms", &Organization::created_at),
                                             column("version", &Organization::version)};
};

template <>
struct Table<BillingAccount> {
  static constexpr std::string_view name = "billing_account";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple_cat(
      std::tuple{column("org_id", &BillingAccount::org), column("name", &BillingAccount::name)},
      address_columns(&BillingAccount::sold_to,
                      {"sold_to_line1", "sold_to_line2", "sold_to_city", "sold_to_region",
                       "sold_to_postal_code", "sold_to_country"}),
      std::tuple{column("tax_id", &BillingAccount::tax_id),
                 column("tax_id_verified", &BillingAccount::tax_id_verified),
                 column("registration_number", &BillingAccount::registration_number),
                 column("time_zone", &BillingAccount::time_zone),
                 column("currency", &BillingAccount::currency),
                 column("version", &BillingAccount::version)});
};

template <>
struct Table<User> {
  static constexpr std::string_view name = "user_account";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple{
      column("org_id", &User::org),          column("id", &User::id),
      column("email", &User::email),         column("display_name", &User::display_name),
      column("sort_name", &User::sort_name), column("kind", &User::kind),
      column("state", &User::state),         column("usage_country", &User::usage_country),
      column("locale", &User::locale),       column("created_at_ms", &User::created_at),
      column("version", &User::version)};
};

template <>
struct Table<Login> {
  static constexpr std::string_view name = "login";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple{column("email_folded", &Login::email_folded),
                                             column("org_id", &Login::org),
                                             column("user_id", &Login::user),
                                             column("password_hash", &Login::password_hash),
                                             column("failures", &Login::failures),
                                             column("blocked_until_ms", &Login::blocked_until)};
};

template <>
struct Table<UserSearchWord> {
  static constexpr std::string_view name = "user_search_word";
  static constexpr std::size_t key_columns = 3;
  static constexpr auto columns = std::tuple{
      column("org_id", &UserSearchWord::org), column("word", &UserSearchWord::word),
      column("user_id", &UserSearchWord::user), column("sort_name", &UserSearchWord::sort_name)};
};

template <>
struct Table<RoleAssignment> {
  static constexpr std::string_view name = "role_assignment";
  static constexpr std::size_t key_columns = 2;
  static constexpr auto columns = std::tuple{column("org_id", &RoleAssignment::org),
                                             column("id", &RoleAssignment::id),
                                             column("user_id", &RoleAssignment::user),
                                             column("role", &RoleAssignment::role),
                                             column("profile_id", &RoleAssignment::profile),
                                             column("granted_at_ms", &RoleAssignment::granted_at),
                                             column("granted_by", &RoleAssignment::granted_by)};
};

template <>
struct Table<Session> {
  static constexpr std::string_view name = "session";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple{column("secret_hash", &Session::secret_hash),
                                             column("org_id", &Session::org),
                                             column("user_id", &Session::user),
                                             column("csrf_token", &Session::csrf_token),
                                             column("created_at_ms", &Session::created_at),
                                             column("expires_at_ms", &Session::expires_at)};
};

template <>
struct Table<ApiToken> {
  static constexpr std::string_view name = "api_token";
  static constexpr std::size_t key_columns = 1;
  static constexpr auto columns = std::tuple{column("secret_hash", &ApiToken::secret_hash),
                                             column("org_id", &ApiToken::org),
                                             column("id", &ApiToken::id),
                                             column("user_id", &ApiToken::user),
                                             column("name", &ApiToken::name),
                                             column("scopes", &ApiToken::scopes),
                                             column("created_at_ms", &ApiToken::created_at),
                                             column("expires_at_ms", &ApiToken::expires_at),
                                             column("revoked_at_ms", &ApiToken::revoked_at)};
};

}  // namespace perseat::store
