// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "net/answers_together.h"
#include "net/test_server.h"

namespace perseat::net {
namespace {

std::string get(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

std::string post(std::string_view target, std::string_view body) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

// Keeps the Responds until the test wants to use them.
class Held {
 public:
  Handler handler() {
    return [this](Request&& request, Respond&& respond) {
      const std::lock_guard lock(mutex_);
      waiting_.emplace_back(std::move(request), std::move(respond));
      arrived_.notify_all();
    };
  }
  // Waits until so many requests came.
  void await(std::size_t count) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, std::chrono::seconds(5), [&] { return waiting_.size() >= count; });
    ASSERT_EQ(waiting_.size(), count);
  }
  std::size_t size() {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }
  void answer(std::size_t index) {
    Respond respond = take(index);
    respond({200, "text/plain", {}, std::to_string(index)});
  }
  void drop(std::size_t index) { take(index); }

 private:
  Respond take(std::size_t index) {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_.at(index).second, nullptr);
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::pair<Request, Respond>> waiting_;
};

class PlainOrTls : public testing::TestWithParam<bool> {
 protected:
  static ServerOptions options() {
    ServerOptions chosen;
    if (GetParam()) use_test_certificate(chosen);
    return chosen;
  }
};

INSTANTIATE_TEST_SUITE_P(Server, PlainOrTls, testing::Bool(),
                         [](const auto& row) { return row.param ? "Tls" : "Plain"; });

TEST_P(PlainOrTls, AnswersManyRequestsOnOneConnection) {
  TestServer server(options(), echo);
  Client client(server.port(), GetParam());
  for (int round = 0; round < 3; ++round) {
    client.send(get("/a?b=c"));
    const Answer answer = client.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /a?b=c 0");
    EXPECT_NE(answer.head.find("\r\nContent-Type: text/plain\r\n"), std::string::npos);
    EXPECT_NE(answer.head.find("\r\nDate: "), std::string::npos);
    EXPECT_EQ(answer.head.find("Server"), std::string::npos);
    EXPECT_EQ(answer.head.find("Connection"), std::string::npos);
  }
}

TEST_P(PlainOrTls, TakesABodyInPiecesAndReturnsALargeOne) {
  TestServer server(options(), [](Request&& request, Respond&& respond) {
    respond({200, "text/plain", {}, std::move(request.body)});
  });
  Client client(server.port(), GetParam());
  std::string body(1024 * 1024, 'x');
  for (std::size_t at = 0; at < body.size(); ++at) body[at] = static_cast<char>('a' + at % 26);
  const std::string bytes = post("/", body);
  std::thread sender([&] {
    for (std::size_t at = 0; at < bytes.size(); at += 70'001)
      client.send(std::string_view(bytes).substr(at, 70'001));
  });
  if (GetParam()) sender.join();  // one thread at a time in OpenSSL
  const Answer answer = client.receive();
  if (sender.joinable()) sender.join();
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body == body);
}

TEST_P(PlainOrTls, EndsTheConnectionWhenAskedTo) {
  TestServer server(options(), echo);
  for (const char* head :
       {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    Client client(server.port(), GetParam());
    client.send(head);
    const Answer answer = client.receive();
    EXPECT_EQ(answer.status, 200) << head;
    EXPECT_NE(answer.head.find("\r\nConnection: close\r\n"), std::string::npos) << head;
    EXPECT_TRUE(client.ended()) << head;
  }
}

TEST_P(PlainOrTls, StopsAfterTheRequestsInHand) {
  Held held;
  TestServer server(options(), held.handler());
  Client busy(server.port(), GetParam());
  Client idle(server.port(), GetParam());
  busy.send(get("/"));
  held.await(1);
  auto stopped = std::async(std::launch::async, [&] { server.stop_and_wait(5'000); });
  EXPECT_TRUE(idle.ended());
  EXPECT_EQ(stopped.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  held.answer(0);
  const Answer answer = busy.receive();
  EXPECT_EQ(answer.body, "0");
  EXPECT_NE(answer.head.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(busy.ended());
  busy.reset();
  idle.reset();
  EXPECT_EQ(stopped.wait_for(std::chrono::seconds(4)), std::future_status::ready);
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  std::string all;
  for (int number = 0; number < 5; ++number) all += get("/");
  client.send(all);
  held.await(5);
  for (const std::size_t index : {3U, 1U, 4U, 0U, 2U}) held.answer(index);
  for (const char* body : {"0", "1", "2", "3", "4"}) EXPECT_EQ(client.receive().body, body);
}

TEST(Server, TakesABoundedNumberOfPipelinedRequests) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  std::string all;
  for (int number = 0; number < 40; ++number) all += get("/");
  client.send(all);
  held.await(16);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(held.size(), 16U);
  for (std::size_t index = 0; index < 40; ++index) {
    while (held.size() <= index) std::this_thread::yield();
    held.answer(index);
    EXPECT_EQ(client.receive().body, std::to_string(index));
  }
}

TEST(Server, GoesOnWithBufferedRequestsAfterAnAnswerOnItsOwnThread) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  std::string all;
  for (int number = 0; number < 20; ++number) all += get("/");
  client.send(all);
  held.await(16);
  server.server().post([&] {
    for (std::size_t index = 0; index < 16; ++index) held.answer(index);
  });
  held.await(20);
  for (std::size_t index = 0; index < 16; ++index)
    EXPECT_EQ(client.receive().body, std::to_string(index));
}

TEST(Server, OutlivesClientsThatGoBeforeTheirAnswer) {
  Held held;
  TestServer server({}, held.handler());
  for (std::size_t index = 0; index < 20; ++index) {
    Client client(server.port());
    client.send(get("/") + get("/"));
    held.await(2 * index + 2);
    client.reset();
    held.answer(2 * index);
    if (index % 2 == 0) held.drop(2 * index + 1);
  }
  Client client(server.port());
  client.send(get("/"));
  held.await(41);
  held.answer(40);
  EXPECT_EQ(client.receive().body, "40");
}

TEST(Server, SendsAnswersThatWereGivenTogether) {
  Held held;
  TestServer server({}, held.handler());
  Client first(server.port());
  Client second(server.port());
  for (std::size_t round = 0; round < 6; round += 2) {
    first.send(get("/"));
    held.await(round + 1);
    second.send(get("/"));
    held.await(round + 2);
    {
      const AnswersTogether together;
      held.answer(round);
      held.answer(round + 1);
    }
    EXPECT_EQ(first.receive().body, std::to_string(round));
    EXPECT_EQ(second.receive().body, std::to_string(round + 1));
  }
}

TEST(Server, HoldsNoOtherThreadsAnswerWhileSomeAreGivenTogether) {
  Held held;
  TestServer server({}, held.handler());
  Client first(server.port());
  Client second(server.port());
  first.send(get("/"));
  held.await(1);
  second.send(get("/"));
  held.await(2);
  const AnswersTogether together;
  held.answer(0);
  std::thread([&held] { held.answer(1); }).join();
  EXPECT_EQ(second.receive().body, "1");
}

TEST(Server, IgnoresAnswersAfterItsOwnEnd) {
  Held held;
  {
    TestServer server({}, held.handler());
    Client client(server.port());
    client.send(get("/") + get("/"));
    held.await(2);
  }
  held.answer(0);
  held.drop(1);
}

TEST(Server, Answers500AndClosesWhenTheRespondIsDropped) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  client.send(get("/") + get("/") + get("/"));
  held.await(3);
  held.drop(1);
  held.answer(2);
  held.answer(0);
  EXPECT_EQ(client.receive().body, "0");
  const Answer refused = client.receive();
  EXPECT_EQ(refused.status, 500);
  EXPECT_NE(refused.head.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(client.ended());
}

TEST(Server, Answers500WhenTheHandlerThrows) {
  std::promise<std::string> reported;
  ServerOptions options;
  options.on_exception = [&](std::string_view what) { reported.set_value(std::string(what)); };
  TestServer server(options, [](Request&&, Respond&&) { throw std::runtime_error("bug"); });
  Client client(server.port());
  client.send(get("/"));
  EXPECT_EQ(client.receive().status, 500);
  EXPECT_EQ(reported.get_future().get(), "bug");
  EXPECT_TRUE(client.ended());
}

TEST(Server, KeepsOnlyTheFirstAnswer) {
  TestServer server({}, [](Request&&, Respond&& respond) {
    respond({200, "text/plain", {}, "first"});
    respond({200, "text/plain", {}, "second"});
  });
  Client client(server.port());
  client.send(get("/") + get("/"));
  EXPECT_EQ(client.receive().body, "first");
  EXPECT_EQ(client.receive().body, "first");
}

TEST(Server, NeverWritesAHeaderThatBreaksItsLine) {
  TestServer server({}, [](Request&&, Respond&& respond) {
    respond({200, "text/plain", {{"Location", "/a\r\nSet-Cookie: x=y"}}, {}});
  });
  Client client(server.port());
  client.send(get("/"));
  const Answer answer = client.receive();
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.head.find("Set-Cookie"), std::string::npos);
}

TEST(Server, AnswersHeadWithoutTheBodyButWithItsLength) {
  TestServer server({}, echo);
  Client client(server.port());
  client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  const Answer head = client.receive(true);
  EXPECT_NE(head.head.find("\r\nContent-Length: 11\r\n"), std::string::npos);
  EXPECT_EQ(client.receive().body, "GET /next 0");
}

TEST(Server, Sends204And304WithoutContent) {
  TestServer server({}, [](Request&& request, Respond&& respond) {
    respond({request.target == "/204" ? 204 : 304, "text/plain", {{"ETag", "\"1\""}}, "no"});
  });
  Client client(server.port());
  for (const char* target : {"/204", "/304"}) {
    client.send(get(target));
    const Answer answer = client.receive();
    EXPECT_EQ(answer.head.find("Content-"), std::string::npos) << target;
    EXPECT_NE(answer.head.find("\r\nETag: \"1\"\r\n"), std::string::npos) << target;
  }
}

TEST(Server, AsksForTheBodyOfAClientThatExpectsIt) {
  TestServer server({}, echo);
  Client client(server.port());
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
  client.send(head + "Content-Length: 5\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("12345");
  EXPECT_EQ(client.receive().body, "POST / 5");
  client.send(head + "Content-Length: 2000000\r\n\r\n");
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_TRUE(client.ended());
}

TEST(Server, AsksForABodyOnlyAfterEarlierAnswers) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  client.send(get("/") +
              "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  held.await(1);
  held.answer(0);
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(client.receive().status, 100);
  client.send("x");
  held.await(2);
  held.answer(1);
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Server, AnswersAClientThatEndedItsSide) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  client.send(get("/") + get("/"));
  client.end_sending();
  held.await(2);
  held.answer(1);
  held.answer(0);
  EXPECT_EQ(client.receive().body, "0");
  EXPECT_EQ(client.receive().body, "1");
  EXPECT_TRUE(client.ended());
}

TEST(Server, RefusesConnectionsBeyondTheLimit) {
  ServerOptions options;
  options.connections_max = 2;
  TestServer server(options, echo);
  Client first(server.port());
  Client second(server.port());
  first.send(get("/"));
  second.send(get("/"));
  EXPECT_EQ(first.receive().status, 200);
  EXPECT_EQ(second.receive().status, 200);
  {
    Client third(server.port());
    third.send(get("/"));
    EXPECT_EQ(third.receive().status, 503);
    EXPECT_TRUE(third.ended());
  }
  first.send(get("/"));
  EXPECT_EQ(first.receive().status, 200);
  first.reset();
  // The place is free as soon as the server has seen the end.
  const auto start = Clock::now();
  int status = 0;
  while (status != 200 && ms_since(start) < 5'000) {
    Client fourth(server.port());
    fourth.send(get("/"));
    status = fourth.receive().status;
  }
  EXPECT_EQ(status, 200);
}

TEST_P(PlainOrTls, WaitsForNoClientThatHasItsAnswerAndDoesNotHangUp) {
  Held held;
  TestServer server(options(), held.handler());
  Client client(server.port(), GetParam());
  client.send(get("/"));
  held.await(1);
  held.answer(0);
  EXPECT_EQ(client.receive().body, "0");
  const auto start = Clock::now();
  server.stop_and_wait(60'000);
  EXPECT_LT(ms_since(start), 1'500);
  EXPECT_TRUE(client.ended());
}

TEST(Server, EndsAtTheGraceTimeWhateverIsInHand) {
  Held held;
  TestServer server({}, held.handler());
  Client client(server.port());
  client.send(get("/"));
  held.await(1);
  const auto start = Clock::now();
  server.stop_and_wait(100);
  EXPECT_GE(ms_since(start), 90);
  EXPECT_LT(ms_since(start), 2'000);
  EXPECT_TRUE(client.ended());
}

TEST(Server, GivesThePeerWithoutPortAndTheHeadersAsSent) {
  std::promise<Request> seen;
  TestServer server({}, [&](Request&& request, Respond&& respond) {
    seen.set_value(std::move(request));
    respond({});
  });
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nhOsT: a\r\nX-One: \t two  words \r\nx-one:\r\n\r\n");
  client.receive();
  const Request request = seen.get_future().get();
  EXPECT_EQ(request.peer, "127.0.0.1");
  const Headers expected = {{"hOsT", "a"}, {"X-One", "two  words"}, {"x-one", ""}};
  EXPECT_EQ(request.headers, expected);
  EXPECT_EQ(request.header("HOST"), "a");
}

TEST(Server, UsesTheRefusalsOfItsOptions) {
  ServerOptions options;
  options.refusal = [](int status) {
    return Response{200, "application/problem+json", {}, std::to_string(status)};
  };
  TestServer server(options, echo);
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  const Answer answer = client.receive();
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, "400");
  EXPECT_NE(answer.head.find("problem+json"), std::string::npos);
}

TEST(Server, SaysWhyItCannotListen) {
  TestServer server({}, echo);
  ServerOptions taken;
  taken.port = server.port();
  EXPECT_FALSE(Server::listen(taken, echo).has_value());
  ServerOptions nowhere;
  nowhere.address = "not an address";
  EXPECT_FALSE(Server::listen(nowhere, echo).has_value());
  ServerOptions no_files;
  no_files.tls_certificate_file = "/nonexistent.crt";
  EXPECT_EQ(Server::listen(no_files, echo).error().reason, "tlsUnusable");
}

}  // namespace
}  // namespace perseat::net
