// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/pipeline.h"

#include <utility>

#include "base/check.h"

namespace perseat::net {

std::uint64_t Pipeline::open(WriteOptions options) {
  CHECK(!full() && !closed_);
  place(next_) = {options, false, {}};
  return next_++;
}

void Pipeline::answer(std::uint64_t number, Response&& response, std::string_view date,
                      std::string& output) {
  if (!waits(number) || place(number).ready) return;
  Place& own = place(number);
  const bool is_first = number == first_;
  append_response(is_first ? output : own.bytes, response, own.options, date);
  own.ready = true;
  if (response.stream && !own.options.without_body) {
    own.streams = true;
    own.stream = std::move(response.stream);
  }
  if (is_first) release_ready(output);
}

BeginStream Pipeline::take_stream() {
  if (empty() || !first().ready) return {};
  return std::exchange(place(first_).stream, {});
}

void Pipeline::add_piece(std::string_view piece, std::string& output) const {
  CHECK(!empty() && first().streams);
  append_piece(output, piece, first().options);
}

void Pipeline::end_stream(std::string& output) {
  CHECK(!empty() && first().streams);
  append_end(output, first().options);
  place(first_).streams = false;
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
  while (!empty() && first().ready) {
    output.append(first().bytes);
    place(first_).bytes = {};
    if (first().streams) return;
    leave();
  }
}

}  // namespace perseat::net
