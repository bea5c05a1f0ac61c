// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Tokens for programs. They act for their owner, within their scopes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

struct CreateApiToken {
  std::string name;                 // 1 to 100 characters
  std::vector<std::string> scopes;  // each once, at least one
  std::optional<Instant> expires_at;
  std::string secret_hash;
  // The scopes of the token that asks, space-separated; empty: a session, which has all.
  std::string own_scopes;

  struct Output {
    ApiToken token;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

// Revoking a revoked token changes nothing.
struct RevokeApiToken {
  ApiTokenId token;
  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
