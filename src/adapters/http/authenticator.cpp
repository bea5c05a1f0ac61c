// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/authenticator.h"

#include <utility>

#include "base/hash.h"

namespace perseat::http {
namespace {

constexpr std::size_t known_max = 10'000;

}  // namespace

Error Authenticator::nobody() {
  return {ErrorCode::unauthenticated,
          "unauthenticated",
          "Sign in first: the session or token is missing, unknown or has ended.",
          {},
          {}};
}

Authenticator::Authenticator(workers::ReadPool& readers, const ports::Clock& clock, Options options)
    : readers_(readers),
      clock_(clock),
      options_(options),
      cookie_name_(options.is_tls ? "__Host-perseat_session" : "perseat_session") {}

std::string_view Authenticator::cookie_secret(const net::Request& request) const {
  std::string_view cookies = request.header("Cookie");
  while (!cookies.empty()) {
    const std::size_t end = cookies.find(';');
    std::string_view cookie = cookies.substr(0, end);
    cookies = end == std::string_view::npos ? std::string_view() : cookies.substr(end + 1);
    while (cookie.starts_with(' ')) cookie.remove_prefix(1);
    if (cookie.starts_with(cookie_name_) && cookie.size() > cookie_name_.size() &&
        cookie[cookie_name_.size()] == '=')
      return cookie.substr(cookie_name_.size() + 1);
  }
  return {};
}

std::optional<Authenticator::Credential> Authenticator::credential_of(
    const net::Request& request) const {
  const std::string_view authorization = request.header("Authorization");
  if (authorization.starts_with("Bearer "))
    return Credential{true, sha256_hex(authorization.substr(7))};
  // Another scheme is not looked over in favour of a cookie: the caller meant something else.
  if (!authorization.empty()) return std::nullopt;
  const std::string_view secret = cookie_secret(request);
  if (secret.empty()) return std::nullopt;
  return Credential{false, sha256_hex(secret)};
}

std::optional<Result<queries::Principal>> Authenticator::remembered(const Credential& credential) {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(credential.secret_hash);
  if (found == known_.end()) return std::nullopt;
  const std::int64_t age_ms = clock_.now().ms - found->second.since.ms;
  if (options_.remembers_ms != 0 && age_ms >= options_.remembers_ms) return std::nullopt;
  return checked(found->second.principal);
}

Result<queries::Principal> Authenticator::find(ports::Connection& reader,
                                               const Credential& credential) {
  if (auto known = remembered(credential)) return std::move(*known);
  return read(reader, credential);
}

void Authenticator::look_up(Credential credential, OnFound on_found) {
  const bool taken = readers_.submit([this, credential = std::move(credential), on_found](
                                         auto& reader) { on_found(read(reader, credential)); });
  if (!taken) on_found(unavailable("overloaded", "Too much is going on. Try again soon."));
}

Result<queries::Principal> Authenticator::read(ports::Connection& reader,
                                               const Credential& credential) {
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    generation = generation_;
  }
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of_everything()));
  auto found =
      TRY(credential.is_token ? queries::find_token_principal(reader, credential.secret_hash)
                              : queries::find_session_principal(reader, credential.secret_hash));
  if (found) remember(credential.secret_hash, *found, generation);
  return checked(std::move(found));
}

Result<queries::Principal> Authenticator::checked(std::optional<queries::Principal> found) const {
  if (!found || !found->is_active) return nobody();
  if (found->ends && *found->ends <= clock_.now()) return nobody();
  return std::move(*found);
}

void Authenticator::remember(const std::string& hash, const queries::Principal& principal,
                             std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  // Something changed while this was read: it may be old already.
  if (generation != generation_) return;
  if (known_.size() >= known_max) known_.clear();
  known_[hash] = {principal, clock_.now()};
}

void Authenticator::forget_all() {
  const std::lock_guard lock(mutex_);
  known_.clear();
  ++generation_;
}

}  // namespace perseat::http
