// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Finds who asks, by session cookie or bearer token. What was found is remembered until somebody's
// account, role, session or token changes.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "net/http_types.h"
#include "ports/clock.h"
#include "queries/identity/find_principal.h"
#include "workers/read_pool.h"

namespace perseat::http {

class Authenticator {
 public:
  using OnFound = std::function<void(Result<queries::Principal>)>;

  struct Options {
    bool is_tls = false;
    // Other servers on the same database change people too and do not tell: what was found is
    // looked up again after this long. 0: this server is the only one.
    std::int64_t remembers_ms = 0;
  };

  struct Credential {
    bool is_token = false;
    std::string secret_hash;
  };

  Authenticator(workers::ReadPool& readers, const ports::Clock& clock, Options options);

  // Nothing when the request names nobody.
  [[nodiscard]] std::optional<Credential> credential_of(const net::Request& request) const;
  // Who it was lately, without a look into the database. Error: unauthenticated.
  [[nodiscard]] std::optional<Result<queries::Principal>> remembered(const Credential& credential);
  // Who it is, remembered or read. Errors: unauthenticated, those of the database.
  [[nodiscard]] Result<queries::Principal> find(ports::Connection& reader,
                                                const Credential& credential);
  // Calls back from a reader's thread, or at once with unavailable. Errors: unauthenticated,
  // unavailable.
  void look_up(Credential credential, OnFound on_found);
  [[nodiscard]] static Error nobody();
  // Forgets everybody: called after a commit that changed people, roles, sessions or tokens.
  void forget_all();

  [[nodiscard]] std::string_view cookie_name() const { return cookie_name_; }
  // The secret of the request's cookie; empty without.
  [[nodiscard]] std::string_view cookie_secret(const net::Request& request) const;

 private:
  struct Known {
    queries::Principal principal;
    Instant since;
  };

  void remember(const std::string& hash, const queries::Principal& principal,
                std::uint64_t generation);
  [[nodiscard]] Result<queries::Principal> checked(std::optional<queries::Principal> found) const;
  [[nodiscard]] Result<queries::Principal> read(ports::Connection& reader,
                                                const Credential& credential);

  workers::ReadPool& readers_;
  const ports::Clock& clock_;
  Options options_;
  std::string cookie_name_;
  std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
  std::uint64_t generation_ = 0;  // guarded by mutex_
};

}  // namespace perseat::http
