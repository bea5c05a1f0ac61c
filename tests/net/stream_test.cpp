// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Bodies that are sent piece by piece.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "net/test_server.h"

namespace perseat::net {
namespace {

using StreamPtr = std::shared_ptr<BodyStream>;

constexpr std::string_view get_stream = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view get_other = "GET /other HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::chrono::seconds patience{5};

// Answers "/stream" with a stream that the test writes, "/late" with one that it also begins, and
// anything else as echo() does.
class Streams {
 public:
  Handler handler() {
    return [this](Request&& request, Respond&& respond) {
      if (request.path() == "/stream") return respond(streaming());
      if (request.path() != "/late") return echo(std::move(request), std::move(respond));
      const std::lock_guard lock(mutex_);
      late_.push_back(std::move(respond));
      changed_.notify_all();
    };
  }
  // The next one that has begun; none after some seconds.
  StreamPtr next() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return !begun_.empty(); });
    if (begun_.empty()) return nullptr;
    StreamPtr stream = std::move(begun_.front());
    begun_.erase(begun_.begin());
    return stream;
  }
  Respond late() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return !late_.empty(); });
    Respond respond = std::move(late_.at(0));
    late_.clear();
    return respond;
  }
  Response streaming() {
    return {200, "text/event-stream", {}, {}, [this](StreamPtr stream) {
              const std::lock_guard lock(mutex_);
              begun_.push_back(std::move(stream));
              changed_.notify_all();
            }};
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<StreamPtr> begun_;
  std::vector<Respond> late_;
};

bool closes_in_time(const BodyStream& stream) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (stream.is_open() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return !stream.is_open();
}

class StreamTest : public testing::TestWithParam<bool> {
 protected:
  static ServerOptions options() {
    ServerOptions options;
    if (GetParam()) use_test_certificate(options);
    return options;
  }
  Streams streams_;
};
INSTANTIATE_TEST_SUITE_P(PlainAndTls, StreamTest, testing::Bool(),
                         [](const auto& row) { return row.param ? "Tls" : "Plain"; });

TEST_P(StreamTest, SendsEachPieceWhenItIsWritten) {
  TestServer server(options(), streams_.handler());
  Client client(server.port(), GetParam());
  client.send(get_stream);
  const Answer head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_NE(head.head.find("Content-Type: text/event-stream\r\n"), std::string::npos);
  EXPECT_EQ(head.head.find("Content-Length"), std::string::npos);
  const StreamPtr stream = streams_.next();
  EXPECT_TRUE(stream->write("first"));
  EXPECT_EQ(client.receive_through("first\r\n"), "5\r\nfirst\r\n");
  EXPECT_TRUE(stream->write(""));
  EXPECT_TRUE(stream->write(std::string(31, 'x')));
  EXPECT_EQ(client.receive_through("x\r\n"), "1f\r\n" + std::string(31, 'x') + "\r\n");
  stream->end();
  EXPECT_FALSE(stream->is_open());
  EXPECT_FALSE(stream->write("too late"));
  EXPECT_EQ(client.receive_through("0\r\n\r\n"), "0\r\n\r\n");
  client.send(get_other);
  EXPECT_EQ(client.receive().body, "GET /other 0");
}

TEST_P(StreamTest, EndsWithTheServer) {
  TestServer server(options(), streams_.handler());
  Client client(server.port(), GetParam());
  client.send(get_stream);
  client.receive(true);
  const StreamPtr stream = streams_.next();
  const auto before = std::chrono::steady_clock::now();
  std::string rest;
  std::thread reads([&] {
    rest = client.receive_all();
    client.reset();
  });
  server.stop_and_wait(60'000);
  reads.join();
  EXPECT_LT(std::chrono::steady_clock::now() - before, patience);
  EXPECT_EQ(rest, "0\r\n\r\n");
  EXPECT_FALSE(stream->is_open());
  EXPECT_FALSE(stream->write("too late"));
  stream->end();
}

TEST_P(StreamTest, IsClosedWhenTheClientGoes) {
  TestServer server(options(), streams_.handler());
  for (const bool in_order : {true, false}) {
    Client client(server.port(), GetParam());
    client.send(get_stream);
    client.receive(true);
    const StreamPtr stream = streams_.next();
    EXPECT_TRUE(stream->is_open());
    in_order ? client.end_sending() : client.reset();
    EXPECT_TRUE(closes_in_time(*stream)) << in_order;
  }
}

TEST(Stream, IsClosedWhenAClientGoesThatAskedForTheClose) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send("GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  client.receive(true);
  const StreamPtr stream = streams.next();
  client.send("what is sent now is not looked at");
  client.reset();
  EXPECT_TRUE(closes_in_time(*stream));
}

TEST(Stream, ClosesTheConnectionAfterItsEndIfAskedTo) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send("GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_NE(client.receive(true).head.find("Connection: close\r\n"), std::string::npos);
  const StreamPtr stream = streams.next();
  stream->write("all");
  stream->end();
  EXPECT_EQ(client.receive_all(), "3\r\nall\r\n0\r\n\r\n");
}

TEST(Stream, GoesToOldClientsWithoutChunks) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send("GET /stream HTTP/1.0\r\n\r\n");
  const Answer head = client.receive(true);
  EXPECT_EQ(head.head.find("Transfer-Encoding"), std::string::npos);
  EXPECT_NE(head.head.find("Connection: close\r\n"), std::string::npos);
  const StreamPtr stream = streams.next();
  stream->write("one ");
  stream->write("two");
  stream->end();
  EXPECT_EQ(client.receive_all(), "one two");
}

TEST(Stream, IsNotBegunForHead) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n");
  client.send(get_other);
  EXPECT_EQ(client.receive(true).status, 200);
  EXPECT_EQ(client.receive().body, "GET /other 0");
}

TEST(Stream, IsCutWhenItsWriterForgetsTheEnd) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send(get_stream);
  client.receive(true);
  StreamPtr stream = streams.next();
  stream->write("half");
  client.receive_through("half\r\n");
  stream.reset();
  EXPECT_EQ(client.receive_all(), "");
}

TEST(Stream, IsCutWhenWhatBeginsItThrows) {
  std::string told;
  ServerOptions options;
  options.on_exception = [&](std::string_view what) { told = what; };
  TestServer server(options, [](Request&&, Respond&& respond) {
    respond({200, "text/plain", {}, {}, [](const StreamPtr&) {
               throw std::runtime_error("a bug of ours");
             }});
  });
  Client client(server.port());
  client.send(get_stream);
  EXPECT_EQ(client.receive(true).status, 200);
  EXPECT_EQ(client.receive_all(), "");
  server.stop_and_wait(0);
  EXPECT_EQ(told, "a bug of ours");
}

TEST(Stream, WaitsForItsTurnAndLetsOthersWait) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
  client.send(get_stream);
  client.send(get_stream);
  client.send(get_other);
  const Respond first = streams.late();
  first({200, "text/plain", {}, "first"});
  EXPECT_EQ(client.receive().body, "first");
  client.receive(true);
  for (const char* piece : {"one", "two"}) {
    const StreamPtr stream = streams.next();
    ASSERT_NE(stream, nullptr);
    stream->write(piece);
    stream->end();
    EXPECT_EQ(client.receive_through("0\r\n\r\n"), "3\r\n" + std::string(piece) + "\r\n0\r\n\r\n");
    if (std::string_view(piece) == "one") client.receive(true);
  }
  EXPECT_EQ(client.receive().body, "GET /other 0");
}

TEST(Stream, IsAnsweredFromAnyThread) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
  streams.late()(streams.streaming());
  client.receive(true);
  const StreamPtr stream = streams.next();
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i)
    writers.emplace_back([&] {
      for (int n = 0; n < 100; ++n) EXPECT_TRUE(stream->write("piece"));
    });
  for (std::thread& writer : writers) writer.join();
  stream->end();
  std::string expected;
  for (int i = 0; i < 400; ++i) expected += "5\r\npiece\r\n";
  EXPECT_EQ(client.receive_through("0\r\n\r\n"), expected + "0\r\n\r\n");
}

TEST(Stream, TakesNoMoreThanASlowClientReads) {
  Streams streams;
  TestServer server({}, streams.handler());
  Client client(server.port());
  client.send(get_stream);
  client.receive(true);
  const StreamPtr stream = streams.next();
  const std::string piece(10'000, 'p');
  std::size_t taken = 0;
  // What is refused at once may only wait for the network thread: it is slow when it stays so.
  for (int refusals = 0; refusals < 100;) {
    if (stream->write(piece)) {
      taken += piece.size();
      refusals = 0;
    } else {
      ++refusals;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ASSERT_LT(taken, 100'000'000U);  // the buffers of the system are smaller by far
  }
  EXPECT_TRUE(stream->is_open());
  // When it reads on, all that was taken comes, and it takes more.
  stream->end();
  const std::string body = client.receive_through("\r\n0\r\n\r\n");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(body, 'p')), taken);
}

TEST(Stream, IsClosedWhenTheClientReadsNothing) {
  Streams streams;
  ServerOptions options;
  options.write_timeout_ms = 200;
  TestServer server(options, streams.handler());
  Client client(server.port());
  client.send(get_stream);
  client.receive(true);
  const StreamPtr stream = streams.next();
  const auto end = std::chrono::steady_clock::now() + patience;
  while (stream->is_open() && std::chrono::steady_clock::now() < end)
    if (!stream->write(std::string(10'000, 'p')))
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_FALSE(stream->is_open());
}

TEST(Stream, OutlivesTheServerInItsWriter) {
  Streams streams;
  StreamPtr stream;
  {
    TestServer server({}, streams.handler());
    Client client(server.port());
    client.send(get_stream);
    client.receive(true);
    stream = streams.next();
  }
  EXPECT_FALSE(stream->write("nobody is there"));
  stream->end();
}

TEST(Stream, IsOneOfMany) {
  Streams streams;
  TestServer server({}, streams.handler());
  std::vector<std::unique_ptr<Client>> clients;
  std::vector<StreamPtr> all;
  for (int i = 0; i < 300; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->send(get_stream);
    clients.back()->receive(true);
    all.push_back(streams.next());
  }
  for (const StreamPtr& stream : all) {
    stream->write("to all");
    stream->end();
  }
  for (const auto& client : clients)
    EXPECT_EQ(client->receive_through("0\r\n\r\n"), "6\r\nto all\r\n0\r\n\r\n");
}

}  // namespace
}  // namespace perseat::net
