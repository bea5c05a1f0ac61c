// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A server on loopback in a thread of its own, and a client that sends exact bytes.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "net/server.h"

namespace perseat::net {

using Clock = std::chrono::steady_clock;

inline std::int64_t ms_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

class TestServer {
 public:
  TestServer(ServerOptions options, Handler handler);
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  Server& server() { return *server_; }
  // Returns when run() has returned.
  void stop_and_wait(int grace_ms);

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

struct Answer {
  int status = 0;    // 0: the connection ended before a complete answer
  std::string head;  // status line and headers
  std::string body;
};

// Waits at most five seconds for anything.
class Client {
 public:
  explicit Client(std::uint16_t port, bool secure = false);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // False if the server has closed.
  bool send(std::string_view bytes);
  // `without_body`: the answer to a HEAD.
  Answer receive(bool without_body = false);
  // Everything up to and with the text; empty if the connection ends before.
  std::string receive_through(std::string_view text);
  // Everything up to the end of the connection.
  std::string receive_all();
  // True if the server ends the connection, false if it stays open for five seconds.
  bool ended();
  void end_sending();
  // As a client that vanishes: resets the connection.
  void reset();

 private:
  struct Tls;
  bool fill();

  int socket_ = -1;
  std::unique_ptr<Tls> tls_;
  std::string buffer_;
};

// Makes a self-signed certificate for localhost, once, and puts its files into the options.
void use_test_certificate(ServerOptions& options);

// Answers 200 with "<method> <target> <length of the body>".
void echo(Request&& request, Respond&& respond);

}  // namespace perseat::net
