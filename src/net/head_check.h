// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The strict reading of a request's head that guards against request smuggling. Two servers that
// read one byte stream differently are the danger, so whatever RFC 9112 lets a server be lenient
// about is refused here, before the parser sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace perseat::net {

// What the head says about the message and the connection.
struct HeadFacts {
  int refusal_status = 0;  // 0: nothing wrong with it
  bool http_1_1 = false;
  bool is_head = false;  // method HEAD: the answer has no body
  bool close = false;    // HTTP/1.0, or Connection: close
  bool chunked = false;  // the only transfer coding accepted
  bool expects_continue = false;
  std::optional<std::uint64_t> content_length;
};

// `head` is a request line and header lines up to and with the empty line; its length is limited
// by the caller. Refusals: 400, 417 (an unknown expectation), 431 (more than 128 headers),
// 413 (a length beyond 18 digits), 505 (another version of HTTP).
[[nodiscard]] HeadFacts check_head(std::string_view head);

// Looks for the end of a head in a buffer that grows, without looking at a byte twice.
class HeadEnd {
 public:
  // Length of the head with its empty line, or 0 while it is incomplete.
  std::size_t find(std::string_view buffer);
  // A line ended with a line feed alone.
  [[nodiscard]] bool bare_line_feed() const { return bare_line_feed_; }

 private:
  std::size_t line_start_ = 0;
  std::size_t scanned_ = 0;
  bool bare_line_feed_ = false;
};

}  // namespace perseat::net
