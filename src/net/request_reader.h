// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Turns the bytes of a connection into requests: the strict check of the head, then Beast's parser,
// kept across reads, for the fields and the body.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "net/http_types.h"

namespace perseat::net {

struct ReaderLimits {
  std::size_t header_bytes_max = 0;  // beyond: 431
  std::size_t body_bytes_max = 0;    // beyond: 413, of a declared length before it is read
};

class RequestReader {
 public:
  enum class State { idle, head, body, complete, refused };

  explicit RequestReader(ReaderLimits limits);
  ~RequestReader();

  // Takes what it can from the front of the unread bytes and returns how many those were; the rest
  // must be given again with what arrives next. Requires: neither complete nor refused.
  std::size_t feed(std::string_view bytes);

  [[nodiscard]] State state() const;
  [[nodiscard]] int refusal_status() const;
  // Of the request whose head was read last.
  [[nodiscard]] bool is_head_request() const;
  [[nodiscard]] bool wants_close() const;
  [[nodiscard]] bool takes_chunks() const;
  // True once per request: the client waits for "100 Continue" before it sends the body.
  bool take_expectation();
  // Hands out the complete request and begins the next.
  Request take();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace perseat::net
