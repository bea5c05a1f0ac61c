// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// People of an organization, what they may do, and how they prove who they are.
#pragma once

#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/time.h"
#include "domain/access.h"
#include "domain/ids.h"

namespace perseat {

enum class UserKind { member, guest };
template <>
struct EnumText<UserKind> {
  static constexpr std::array<EnumEntry<UserKind>, 2> table{
      {{UserKind::member, "member"}, {UserKind::guest, "guest"}}};
};

enum class UserState { active, disabled };
template <>
struct EnumText<UserState> {
  static constexpr std::array<EnumEntry<UserState>, 2> table{
      {{UserState::active, "active"}, {UserState::disabled, "disabled"}}};
};

struct User {
  using Key = OrgKey<UserId>;

  OrgId org;
  UserId id;
  std::string email;  // as given; the login table holds it folded and unique
  std::string display_name;
  std::string sort_name;  // the display name folded: what lists are ordered by
  UserKind kind = UserKind::member;
  UserState state = UserState::active;
  std::string usage_country;  // ISO 3166-1 alpha-2, where the licenses are used
  std::string locale;         // BCP 47, e.g. "ko"
  Instant created_at;
  std::int64_t version = 1;

  [[nodiscard]] Key key() const { return {org, id}; }
};

// The one table that is not by organization first: an e-mail address signs in exactly one person
// of the whole deployment.
struct Login {
  using Key = std::string;

  std::string email_folded;
  OrgId org;
  UserId user;
  std::string password_hash;  // argon2id in PHC text; empty: no local sign-in
  std::int64_t failures = 0;  // in a row
  Instant blocked_until;      // no attempt is looked at before

  [[nodiscard]] Key key() const { return email_folded; }
};

// A word of a person's name or mail, folded: type-ahead finds people by the start of any word.
struct UserSearchWord {
  struct Key {
    OrgId org;
    std::string word;
    UserId user;
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  std::string word;
  UserId user;
  std::string sort_name;  // the person's

  [[nodiscard]] Key key() const { return {org, word, user}; }
};

struct RoleAssignment {
  using Key = OrgKey<RoleAssignmentId>;

  OrgId org;
  RoleAssignmentId id;
  UserId user;
  Role role = Role::global_reader;
  BillingProfileId profile;  // nil unless the role is one of a billing profile
  Instant granted_at;
  UserId granted_by;

  [[nodiscard]] Key key() const { return {org, id}; }
};

// Keyed by the SHA-256 of the secret: the secret itself is never stored.
struct Session {
  using Key = std::string;

  std::string secret_hash;
  OrgId org;
  UserId user;
  std::string csrf_token;
  Instant created_at;
  Instant expires_at;

  [[nodiscard]] Key key() const { return secret_hash; }
};

struct ApiToken {
  using Key = std::string;

  std::string secret_hash;
  OrgId org;
  ApiTokenId id;
  UserId user;
  std::string name;
  std::string scopes;  // space-separated
  Instant created_at;
  std::optional<Instant> expires_at;
  std::optional<Instant> revoked_at;

  [[nodiscard]] Key key() const { return secret_hash; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::UserSearchWord::Key> {
  std::size_t operator()(const perseat::UserSearchWord::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::UserId>{}(key.user),
                             std::hash<std::string>{}(key.word));
  }
};
