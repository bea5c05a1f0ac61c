// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The end of a sign-in whose password was looked at already: a session, or one more failure that
// makes the next attempts wait.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/actor.h"
#include "store/state.h"

namespace perseat::usecases {

constexpr std::int64_t session_length_ms = 12 * hour_ms;
constexpr std::int64_t free_failures_max = 5;

// How long the account waits after this many wrong passwords in a row: nothing for the first
// five, then 2, 4, 8 ... seconds, at most 15 minutes.
[[nodiscard]] std::int64_t wait_after_failures_ms(std::int64_t failures);

// Counts an attempt of somebody to prove who they are: a failure makes the next ones wait, a
// success forgets the failures.
void count_attempt(Login& login, bool accepted, Instant now);

struct BeginSession {
  std::string email_folded;
  bool password_matches = false;
  std::string secret_hash;
  std::string csrf_token;

  struct Output {
    bool accepted = false;
    UserId user;
    std::string display_name;
    Instant expires_at;
  };

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

// Requires: the session is the caller's own.
struct EndSession {
  std::string secret_hash;
  struct Output {};

  void needs(store::Needs& needs, const Actor& actor) const;
  [[nodiscard]] Result<Output> decide(store::State& state, const Context& context) const;
};

}  // namespace perseat::usecases
