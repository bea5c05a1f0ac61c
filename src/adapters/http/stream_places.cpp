// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/stream_places.h"

#include <mutex>
#include <unordered_map>

namespace perseat::http {

struct StreamPlaces::Counts {
  std::mutex mutex;
  std::size_t all = 0;
  std::unordered_map<Uuid, std::size_t> by_caller;

  void leave(const Uuid& caller) {
    const std::lock_guard lock(mutex);
    --all;
    const auto own = by_caller.find(caller);
    if (--own->second == 0) by_caller.erase(own);
  }
};

StreamPlaces::StreamPlaces(std::size_t all_max, std::size_t caller_max)
    : all_max_(all_max), caller_max_(caller_max), counts_(std::make_shared<Counts>()) {}

Result<StreamPlaces::Place> StreamPlaces::take(const Uuid& caller) {
  const std::lock_guard lock(counts_->mutex);
  if (counts_->all >= all_max_)
    return unavailable("overloaded", "Too many streams are open. Try again soon.");
  std::size_t& own = counts_->by_caller[caller];
  if (own >= caller_max_)
    return Error{ErrorCode::limit_exceeded,
                 "tooManyStreams",
                 "As many streams are open as you may have. End one of them.",
                 {},
                 {}};
  ++own;
  ++counts_->all;
  return Place(counts_.get(), [counts = counts_, caller](const void*) { counts->leave(caller); });
}

std::size_t StreamPlaces::taken() const {
  const std::lock_guard lock(counts_->mutex);
  return counts_->all;
}

}  // namespace perseat::http
