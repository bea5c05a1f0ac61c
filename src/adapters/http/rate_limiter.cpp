// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/rate_limiter.h"

#include <arpa/inet.h>
#include <sodium.h>

#include <algorithm>
#include <string>

#include "base/check.h"
#include "base/time.h"

namespace perseat::http {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
// Of 8 buckets of 16 bytes: 65,536 callers in a megabyte. Whoever is pushed out by more than that
// begins again with a full bucket.
constexpr std::size_t sets_count = 8'192;
constexpr std::size_t ipv6_bytes_counted = 8;

}  // namespace

RateLimiter::RateLimiter(RateLimit limit)
    : is_off_(limit.per_second == 0),
      token_ns_(is_off_ ? 0 : second_ns / limit.per_second),
      burst_(limit.burst),
      sets_(is_off_ ? 0 : sets_count) {
  CHECK(limit.per_second >= 0 && limit.per_second <= second_ns && limit.burst >= 1);
  CHECK(sodium_init() >= 0);
  static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(Caller));
  randombytes_buf(key_.data(), key_.size());
}

RateLimiter::Caller RateLimiter::hash(const void* data, std::size_t size) const {
  std::array<unsigned char, sizeof(Caller)> digest{};
  crypto_shorthash(digest.data(), static_cast<const unsigned char*>(data), size, key_.data());
  Caller caller = 0;
  for (const unsigned char byte : digest) caller = caller << 8U | byte;
  return caller;
}

RateLimiter::Caller RateLimiter::caller(const Uuid& id) const { return hash(&id, sizeof id); }

RateLimiter::Caller RateLimiter::caller(std::string_view address) const {
  // A link-local address has its interface behind it.
  const std::string text(address.substr(0, address.find('%')));
  in6_addr bytes{};
  if (inet_pton(AF_INET6, text.c_str(), &bytes) == 1) return hash(&bytes, ipv6_bytes_counted);
  return hash(text.data(), text.size());
}

std::int64_t RateLimiter::take(Caller caller, std::int64_t tokens, std::int64_t now_ns) {
  if (is_off_) return 0;
  const std::int64_t price_ns = std::min(tokens, burst_) * token_ns_;
  const std::lock_guard lock(mutex_);
  Set& set = set_of(caller);
  Bucket* own = std::ranges::find(set, caller, &Bucket::caller);
  if (own == set.end()) {
    // The fullest bucket tells least.
    own = std::ranges::min_element(set, {}, &Bucket::full_at_ns);
    *own = {caller, now_ns};
  }
  const std::int64_t full_at_ns = std::max(own->full_at_ns, now_ns) + price_ns;
  const std::int64_t wait_ns = full_at_ns - now_ns - burst_ * token_ns_;
  if (wait_ns > 0) {
    ++refusals_;
    return wait_ns;
  }
  own->full_at_ns = full_at_ns;
  return 0;
}

void RateLimiter::give_back(Caller caller, std::int64_t tokens) {
  if (is_off_) return;
  const std::lock_guard lock(mutex_);
  Set& set = set_of(caller);
  Bucket* own = std::ranges::find(set, caller, &Bucket::caller);
  if (own != set.end()) own->full_at_ns -= std::min(tokens, burst_) * token_ns_;
}

}  // namespace perseat::http
