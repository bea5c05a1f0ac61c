// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The requests of one connection that wait for their answers. Answers come in any order and leave
// in the order of the requests (RFC 9112, section 9.3.2).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "net/http_types.h"
#include "net/response_writer.h"

namespace perseat::net {

class Pipeline {
 public:
  static constexpr std::size_t requests_max = 16;

  // Takes the next place and returns its number. Requires: not full.
  std::uint64_t open(WriteOptions options);
  // Appends the answer, and those that waited for it, to `output` as soon as its turn comes. An
  // answer that closes the connection is the last: whoever waits behind it is forgotten. Numbers
  // that wait no more are ignored. Behind an answer that is streamed all wait for its end.
  void answer(std::uint64_t number, Response&& response, std::string_view date,
              std::string& output);
  // Of the answer whose head was appended last, once: what begins its stream.
  [[nodiscard]] BeginStream take_stream();
  // The number of the answer that is being streamed; requires that one is.
  [[nodiscard]] std::uint64_t streamed() const { return first_; }
  void add_piece(std::string_view piece, std::string& output) const;
  void end_stream(std::string& output);
  // The connection ends with the answer of that number.
  void close_after(std::uint64_t number);
  // The connection ends with the newest request's answer. Requires: not empty.
  void close_after_newest() { close_after(next_ - 1); }

  [[nodiscard]] bool empty() const { return first_ == next_; }
  [[nodiscard]] bool full() const { return next_ - first_ == requests_max; }
  // The answer that closes the connection was appended.
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  struct Place {
    WriteOptions options;
    bool ready = false;
    std::string bytes;        // of an answer that came before its turn
    BeginStream stream = {};  // of one whose body follows
    bool streams = false;
  };

  [[nodiscard]] bool waits(std::uint64_t number) const {
    return number >= first_ && number < next_;
  }
  Place& place(std::uint64_t number) { return places_[number % requests_max]; }
  [[nodiscard]] const Place& first() const { return places_[first_ % requests_max]; }
  void leave();
  void release_ready(std::string& output);

  std::array<Place, requests_max> places_;
  std::uint64_t first_ = 0;
  std::uint64_t next_ = 0;
  bool closed_ = false;
};

}  // namespace perseat::net
