// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// An HTTP/1.1 server on one event loop: Asio sockets, Beast's parser, our own session and writer.
// Requests that break HTTP (RFC 9112: two lengths, length with chunked, bare line feeds, ...) are
// answered 400 and the connection is closed. Pipelined requests are answered in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/http_types.h"

namespace perseat::net {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                  // 0: any free one
  std::size_t header_bytes_max = 16'384;   // beyond: 431
  std::size_t body_bytes_max = 1'048'576;  // beyond: 413, before it is read
  std::size_t connections_max = 10'000;    // beyond: accepted, answered 503, closed
  int header_timeout_ms = 10'000;          // from the first byte to the last header: 408
  int body_timeout_ms = 30'000;            // from the headers to the last byte: 408
  int idle_timeout_ms = 75'000;            // between requests: closed in silence
  int write_timeout_ms = 30'000;           // a client that does not read its answer: closed
  std::string tls_certificate_file;        // PEM chain; empty: plain HTTP
  std::string tls_key_file;                // PEM
  // The body and content type of the server's own refusals (400, 408, 413, 417, 431, 500,
  // 503, 505); plain text if there is none. Its status is overwritten.
  std::function<Response(int status)> refusal;
  // What a handler or a posted function threw, to be logged: it does not end the server.
  std::function<void(std::string_view what)> on_exception;
};

class Server {
 public:
  // Binds and listens; an address in use or unreadable TLS files are errors.
  static Result<std::unique_ptr<Server>> listen(ServerOptions options, Handler handler);
  virtual ~Server() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // Serves on the calling thread until stopped.
  virtual void run() = 0;
  // From any thread, also from a signal handler's thread: accept no more, finish the requests in
  // hand for at most `grace_ms`, then return from run().
  virtual void stop(int grace_ms) = 0;
  // Runs a function on the network thread.
  virtual void post(std::function<void()> work) = 0;
};

}  // namespace perseat::net
