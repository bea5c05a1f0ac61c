// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/pipeline.h"

#include "base/check.h"

namespace perseat::net {

std::uint64_t Pipeline::open(WriteOptions options) {
  CHECK(!full() && !closed_);
  place(next_) = {options, false, {}};
  return next_++;
}

void Pipeline::answer(std::uint64_t number, const Response& response, std::string_view date,
                      std::string& output) {
  if (!waits(number) || place(number).ready) return;
  Place& own = place(number);
  if (number != first_) {
    append_response(own.bytes, response, own.options, date);
    own.ready = true;
    return;
  }
  append_response(output, response, own.options, date);
  leave();
  release_ready(output);
}

void Pipeline::close_after(std::uint64_t number) {
  if (waits(number)) place(number).options.close = true;
}

void Pipeline::leave() {
  closed_ = place(first_).options.close;
  ++first_;
  if (closed_) first_ = next_;
}

void Pipeline::release_ready(std::string& output) {
  while (!empty() && place(first_).ready) {
    output.append(place(first_).bytes);
    place(first_).bytes = {};
    leave();
  }
}

}  // namespace perseat::net
