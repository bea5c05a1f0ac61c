// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Clients that are slow, on purpose or not.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "net/test_server.h"

namespace perseat::net {
namespace {

constexpr int short_ms = 120;

ServerOptions short_of(int ServerOptions::* which) {
  ServerOptions options;
  options.*which = short_ms;
  return options;
}

TEST(Timeouts, AnswerAHeadThatDoesNotEnd) {
  TestServer server(short_of(&ServerOptions::header_timeout_ms), echo);
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHo");
  const auto start = Clock::now();
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_GE(ms_since(start), short_ms);
  EXPECT_LT(ms_since(start), 10 * short_ms);
  EXPECT_TRUE(client.ended());
}

TEST(Timeouts, AreNotPutOffByOneByteAtATime) {
  TestServer server(short_of(&ServerOptions::header_timeout_ms), echo);
  Client client(server.port());
  auto answer = std::async(std::launch::async, [&] { return client.receive(); });
  int sent = 0;
  while (answer.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready &&
         sent < 200) {
    client.send("G");
    ++sent;
  }
  EXPECT_EQ(answer.get().status, 408);
}

TEST(Timeouts, AnswerABodyThatDoesNotEnd) {
  TestServer server(short_of(&ServerOptions::body_timeout_ms), echo);
  Client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
  const auto start = Clock::now();
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_GE(ms_since(start), short_ms);
  EXPECT_TRUE(client.ended());
}

TEST(Timeouts, CloseAnIdleConnectionInSilence) {
  TestServer server(short_of(&ServerOptions::idle_timeout_ms), echo);
  Client never_asked(server.port());
  Client asked(server.port());
  asked.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(asked.receive().status, 200);
  const auto start = Clock::now();
  EXPECT_TRUE(asked.ended());
  EXPECT_GE(ms_since(start), short_ms - 5);
  EXPECT_TRUE(never_asked.ended());
}

TEST(Timeouts, CloseOnAClientThatDoesNotReadItsAnswer) {
  TestServer server(short_of(&ServerOptions::write_timeout_ms), [](Request&&, Respond&& respond) {
    respond({200, "text/plain", {}, std::string(64U << 20U, 'x')});
  });
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(4 * short_ms));
  EXPECT_EQ(client.receive().status, 0);
}

TEST(Timeouts, LeaveAWaitingRequestAlone) {
  ServerOptions options;
  options.header_timeout_ms = options.body_timeout_ms = options.idle_timeout_ms =
      options.write_timeout_ms = short_ms;
  std::promise<Respond> waiting;
  TestServer server(options,
                    [&](Request&&, Respond&& respond) { waiting.set_value(std::move(respond)); });
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  Respond respond = waiting.get_future().get();
  std::this_thread::sleep_for(std::chrono::milliseconds(3 * short_ms));
  respond({});
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Timeouts, EndATlsHandshakeThatDoesNotCome) {
  ServerOptions options = short_of(&ServerOptions::header_timeout_ms);
  use_test_certificate(options);
  TestServer server(options, echo);
  Client client(server.port());
  EXPECT_TRUE(client.ended());
}

TEST(Timeouts, EndTheWaitForAClientThatNeverCloses) {
  ServerOptions options = short_of(&ServerOptions::idle_timeout_ms);
  TestServer server(options, echo);
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.ended());
  // The server has ended its side only; it resets once it is tired of waiting for ours.
  const auto start = Clock::now();
  while (client.send("x") && ms_since(start) < 5'000)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_LT(ms_since(start), 4'000);
}

}  // namespace
}  // namespace perseat::net
