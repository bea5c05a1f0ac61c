// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// How many streams may be open at once, of this server and of one caller: each holds a connection.
#pragma once

#include <cstddef>
#include <memory>

#include "base/id.h"
#include "base/result.h"

namespace perseat::http {

class StreamPlaces {
 public:
  // Free again when its last holder lets go of it, on any thread.
  using Place = std::shared_ptr<const void>;

  StreamPlaces(std::size_t all_max, std::size_t caller_max);

  // From any thread. Errors: tooManyStreams of this caller, overloaded.
  [[nodiscard]] Result<Place> take(const Uuid& caller);
  [[nodiscard]] std::size_t taken() const;

 private:
  struct Counts;

  const std::size_t all_max_;
  const std::size_t caller_max_;
  const std::shared_ptr<Counts> counts_;  // places may outlive this
};

}  // namespace perseat::http
