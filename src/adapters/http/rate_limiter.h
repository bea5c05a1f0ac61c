// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How many requests one caller may make: a token bucket for each of those who asked lately, in a
// table whose size does not grow with their number.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace perseat::http {

struct RateLimit {
  std::int64_t per_second = 0;  // on average; 0: no limit
  std::int64_t burst = 1;       // at once, after a pause
};

class RateLimiter {
 public:
  // Whose bucket: a hash that others cannot foresee, so that nobody can choose to share it.
  using Caller = std::uint64_t;

  explicit RateLimiter(RateLimit limit);

  // Who is known, by the id of the account or token.
  [[nodiscard]] Caller caller(const Uuid& id) const;
  // Who is not, by the client's address; of IPv6 by its first 64 bits, as each client has all the
  // others to choose from (RFC 6177).
  [[nodiscard]] Caller caller(std::string_view address) const;

  // Takes tokens out of the bucket. 0: they were there; otherwise nothing was taken, and that many
  // nanoseconds later they will be there.
  [[nodiscard]] std::int64_t take(Caller caller, std::int64_t tokens, std::int64_t now_ns);
  // Puts back what was taken before it was known who asks.
  void give_back(Caller caller, std::int64_t tokens);
  // How many requests were refused.
  [[nodiscard]] std::uint64_t refusals() const { return refusals_; }

 private:
  // Tokens come at a steady pace, so the moment at which all are there tells how many are.
  struct Bucket {
    Caller caller = 0;
    std::int64_t full_at_ns = 0;
  };
  static constexpr std::size_t ways = 8;
  using Set = std::array<Bucket, ways>;

  [[nodiscard]] Caller hash(const void* data, std::size_t size) const;
  [[nodiscard]] Set& set_of(Caller caller) { return sets_[caller % sets_.size()]; }

  const bool is_off_;
  const std::int64_t token_ns_;  // between one token and the next
  const std::int64_t burst_;
  std::array<unsigned char, 16> key_{};
  std::mutex mutex_;
  std::vector<Set> sets_;  // guarded by mutex_
  std::atomic<std::uint64_t> refusals_ = 0;
};

}  // namespace perseat::http
