// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Writes answers as HTTP/1.1, all into one string.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "net/http_types.h"

namespace perseat::net {

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7), made once a second.
class DateLine {
 public:
  std::string_view at(std::time_t second);

 private:
  std::time_t second_ = -1;
  std::string text_;
};

[[nodiscard]] std::string_view reason_phrase(int status);

struct WriteOptions {
  bool without_body = false;  // the request was HEAD; the length is told nevertheless
  bool close = false;         // tell the client that the connection ends here
  bool in_chunks = true;      // what is streamed; false for HTTP/1.0, where the close is the end
};

// Requires: names and values that is_writable() accepts.
void append_response(std::string& output, const Response& response, WriteOptions options,
                     std::string_view date);

// A piece of a body that is streamed, not empty; and its end.
void append_piece(std::string& output, std::string_view piece, WriteOptions options);
void append_end(std::string& output, WriteOptions options);

// False if a header would break out of its line (response splitting) or the status is not final.
[[nodiscard]] bool is_writable(const Response& response);

}  // namespace perseat::net
