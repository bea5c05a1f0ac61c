// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a request and an answer are, without the network library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace perseat::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  // as sent; methods are case-sensitive
  std::string target;  // path and query, as sent
  Headers headers;     // names and values as sent, in their order
  std::string body;
  std::string peer;  // address of the client, without port

  // The first header of that name, in any case; empty if absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view path() const;
  [[nodiscard]] std::string_view query() const;
};

// A body that is sent piece by piece, in its order, from any thread. When the last holder lets go
// of it without end(), the connection is cut, by which the client sees that something is missing.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  // False: not sent, as the stream is closed or the client has yet to take what it was sent before.
  virtual bool write(std::string piece) = 0;
  // Nothing follows. The connection stays for other requests.
  virtual void end() = 0;
  // False after end(), and once the client has gone or the server stops.
  [[nodiscard]] virtual bool is_open() const = 0;
};

// Called on the network thread when the answer's turn has come and its head is on the way. It is
// dropped uncalled if the client has gone before, asked with HEAD, or the server stops.
using BeginStream = std::function<void(std::shared_ptr<BodyStream>)>;

struct Response {
  int status = 200;
  std::string content_type = "application/json";  // not sent with 204 and 304
  Headers headers;  // beside Date, Content-Length and Connection, which the server writes
  std::string body;
  BeginStream stream = {};  // instead of a body
};

// Answers one request, once, from any thread; what follows the first call is ignored. Dropping it
// unanswered answers 500 and closes the connection.
using Respond = std::function<void(Response&&)>;

// Called on the network thread: must not block. What it throws counts as dropping the Respond.
using Handler = std::function<void(Request&&, Respond&&)>;

// ASCII only, as header names are compared.
[[nodiscard]] bool equals_ignoring_case(std::string_view left, std::string_view right);

// "%2F" and "+" decoded; nothing when malformed, not UTF-8, or holding NUL.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// The query's names and values, decoded; nothing when malformed.
[[nodiscard]] std::optional<Headers> parse_query(std::string_view query);

}  // namespace perseat::net
