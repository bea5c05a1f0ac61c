// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who a session or token belongs to, read for every request that the cache does not know.
#pragma once

#include <optional>
#include <string>

#include "domain/actor.h"
#include "domain/user.h"
#include "ports/database.h"

namespace perseat::queries {

struct Principal {
  Actor actor;
  bool is_active = false;       // the person's account
  std::string csrf_token;       // of a session; empty for a token
  std::string scopes;           // of a token, space-separated; empty for a session: everything
  std::optional<Instant> ends;  // of the session or token
  ApiTokenId token;             // nil for a session

  // Whose limits count: each token has its own.
  [[nodiscard]] const Uuid& caller() const { return token.is_nil() ? actor.user.uuid : token.uuid; }
};

// Nothing when there is no such session, or the token is revoked.
Result<std::optional<Principal>> find_session_principal(ports::Connection& reader,
                                                        const std::string& secret_hash);
Result<std::optional<Principal>> find_token_principal(ports::Connection& reader,
                                                      const std::string& secret_hash);

struct LoginFacts {
  Login login;
  bool is_active = false;
  std::string display_name;
};
// Nothing when nobody signs in with this address.
Result<std::optional<LoginFacts>> find_login(ports::Connection& reader,
                                             const std::string& email_folded);

// Nothing when the person signs in with no address.
Result<std::optional<LoginFacts>> find_own_login(ports::Connection& reader, const Actor& actor);

}  // namespace perseat::queries
