// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/hashing.h"

#include <utility>

namespace perseat::http {

Result<void> run_hashing(const Services& services, const ExchangePtr& exchange, HashingWork work) {
  const bool taken =
      services.slow_readers.submit([exchange, work = std::move(work)](ports::Connection& reader) {
        const Result<void> done = work(reader);
        if (!done) exchange->fail(done.error());
      });
  if (!taken) return unavailable("overloaded", "Too much is going on. Try again soon.");
  return {};
}

}  // namespace perseat::http
