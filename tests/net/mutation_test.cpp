// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Damaged requests, seeded and bounded: whatever comes, the server neither dies nor hangs, and how
// the bytes are cut into reads does not change what it makes of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "net/request_reader.h"
#include "net/test_server.h"

namespace perseat::net {
namespace {

using Random = std::mt19937_64;

const std::vector<std::string> valid = {
    "GET /a/b?c=d HTTP/1.1\r\nHost: example.test\r\nAccept: */*\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n",
    "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world",
    "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n6;x=\"y\"\r\n world\r\n0\r\nX: y\r\n\r\n",
    "PUT /p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
    "GET / HTTP/1.0\r\n\r\n",
};

// Pieces that mean something to a parser.
const std::vector<std::string> pieces = {"\r\n",
                                         "\n",
                                         "\r",
                                         "\r\n\r\n",
                                         " ",
                                         "\t",
                                         ":",
                                         "0",
                                         "0\r\n\r\n",
                                         "Content-Length: 5\r\n",
                                         "Transfer-Encoding: chunked\r\n",
                                         "Host: b\r\n",
                                         "ffffffffffffffff",
                                         ";",
                                         "\"",
                                         ",",
                                         std::string(1, '\0'),
                                         "\xFF",
                                         "HTTP/1.1",
                                         "Connection: close\r\n",
                                         std::string(5'000, 'x')};

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

void damage(Random& random, std::string& bytes) {
  const std::size_t at = below(random, bytes.size() + 1);
  switch (below(random, 6)) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(below(random, 256));
      break;
    case 1: bytes.insert(at, pieces[below(random, pieces.size())]); break;
    case 2: bytes.erase(at, below(random, 8)); break;
    case 3: bytes.insert(at, bytes.substr(below(random, bytes.size() + 1), 40)); break;
    case 4: bytes.resize(at); break;
    default:
      if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(random, 8)));
  }
}

std::string make_stream(Random& random) {
  std::string stream;
  for (std::size_t count = 1 + below(random, 3); count > 0; --count) {
    std::string request = valid[below(random, valid.size())];
    for (std::size_t wounds = below(random, 4); wounds > 0; --wounds) damage(random, request);
    stream += request;
  }
  return stream;
}

struct Outcome {
  std::string requests;
  bool refused = false;
};

// What a connection would make of the bytes. The status is left out, 400 or 431 may depend on which
// of two faults is seen first; and so may whether a damaged end is refused yet or waits for more.
Outcome read_in_pieces(std::string_view bytes, std::size_t piece_max, Random& random) {
  RequestReader reader({4'000, 1'000});
  Outcome outcome;
  std::string unread;
  while (!bytes.empty()) {
    const std::size_t length = std::min(bytes.size(), 1 + below(random, piece_max));
    unread.append(bytes.substr(0, length));
    bytes.remove_prefix(length);
    while (!unread.empty()) {
      unread.erase(0, reader.feed(unread));
      outcome.refused = reader.state() == RequestReader::State::refused;
      if (outcome.refused) return outcome;
      if (reader.state() != RequestReader::State::complete) break;
      const Request request = reader.take();
      outcome.requests += request.method + request.target + "|" + request.body + "|";
      for (const auto& [name, value] : request.headers) outcome.requests.append(name).append(value);
    }
  }
  return outcome;
}

TEST(DamagedRequests, MeanTheSameHoweverTheyAreCut) {
  Random random(20'260'101);
  int refused = 0;
  for (int round = 0; round < 10'000; ++round) {
    const std::string stream = make_stream(random);
    const Outcome whole = read_in_pieces(stream, stream.size() + 1, random);
    for (const std::size_t piece_max : {1U, 7U, 100U})
      ASSERT_EQ(read_in_pieces(stream, piece_max, random).requests, whole.requests)
          << "round " << round << ": " << testing::PrintToString(stream);
    refused += whole.refused ? 1 : 0;
  }
  EXPECT_GT(refused, 1'000);
  EXPECT_LT(refused, 9'000);
}

TEST(DamagedRequests, NeitherKillNorHangTheServer) {
  ServerOptions options;
  options.header_bytes_max = 4'000;
  options.body_bytes_max = 1'000;
  TestServer server(options, echo);
  Random random(20'260'102);
  for (int round = 0; round < 4'000; ++round) {
    const std::string stream = make_stream(random);
    Client client(server.port());
    for (std::size_t at = 0; at < stream.size();) {
      const std::size_t length = 1 + below(random, stream.size());
      if (!client.send(std::string_view(stream).substr(at, length))) break;
      at += length;
    }
    if (below(random, 2) == 0) continue;  // gone without a word
    client.end_sending();
    const auto start = std::chrono::steady_clock::now();
    client.receive_all();
    ASSERT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4))
        << "round " << round << ": " << testing::PrintToString(stream);
  }
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
}

}  // namespace
}  // namespace perseat::net
