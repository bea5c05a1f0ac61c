// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How long leases have stayed as they are, by this server's steady clock: no clock of another
// server or of the database comes in, and an hour that the machine's clock jumps changes nothing.
// Used by one thread.
#pragma once

#include <chrono>
#include <unordered_map>

#include "domain/lease.h"

namespace perseat::workers {

// A holder that was not heard of for so long has lost its lease. It renews after a quarter of that.
constexpr std::chrono::milliseconds lease_lasts{10'000};

template <class Key>
class LeaseWatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  LeaseWatch(ServerId self, std::chrono::milliseconds lasts) : self_(self), lasts_(lasts) {}

  // Looks at a row as it was just read. Whether this server may go on with it: it has the lease, or
  // nobody has it any more.
  [[nodiscard]] bool is_free(const Key& key, const Lease& lease, Time now) {
    const auto age = look(key, lease, now);
    return lease.lets(self_) || age >= lasts_;
  }
  // Whether to write that: to take a lease, or to keep an own one.
  [[nodiscard]] bool should_claim(const Key& key, const Lease& lease, Time now) {
    const auto age = look(key, lease, now);
    if (lease.server == self_) return age * 4 >= lasts_;
    return lease.server.is_nil() || age >= lasts_;
  }
  // What has not been looked at for long is over.
  void forget_old(Time now) {
    std::erase_if(seen_, [&](const auto& entry) { return now - entry.second.last > 10 * lasts_; });
  }

 private:
  struct Seen {
    Lease lease;
    Time first;
    Time last;
  };

  std::chrono::steady_clock::duration look(const Key& key, const Lease& lease, Time now) {
    Seen& seen = seen_.try_emplace(key, Seen{lease, now, now}).first->second;
    if (seen.lease != lease) seen = {lease, now, now};
    seen.last = now;
    return now - seen.first;
  }

  ServerId self_;
  std::chrono::milliseconds lasts_;
  std::unordered_map<Key, Seen> seen_;
};

}  // namespace perseat::workers
