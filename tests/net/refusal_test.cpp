// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the server refuses, and that nothing behind a refused request is ever taken for another.
#include <gtest/gtest.h>

#include <atomic>
#include <ostream>
#include <string>

#include "net/test_server.h"

namespace perseat::net {
namespace {

using namespace std::string_literals;

struct Row {
  const char* why;
  std::string bytes;
  int status;
};

void PrintTo(const Row& row, std::ostream* output) { *output << row.why; }

std::string get_with(const std::string& headers) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

std::string post_with(const std::string& headers, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

std::string chunked(const std::string& body) {
  return post_with("Transfer-Encoding: chunked\r\n", body);
}

// A request that must never be seen by the handler when it follows a refused one.
const std::string behind = "GET /behind HTTP/1.1\r\nHost: a\r\n\r\n";

const Row lengths[] = {
    {"two lengths", post_with("Content-Length: 1\r\nContent-Length: 2\r\n", "xy"), 400},
    {"a length twice", post_with("Content-Length: 1\r\nContent-Length: 1\r\n", "x"), 400},
    {"a list of lengths", post_with("Content-Length: 1, 1\r\n", "x"), 400},
    {"a signed length", post_with("Content-Length: +1\r\n", "x"), 400},
    {"a negative length", post_with("Content-Length: -1\r\n", ""), 400},
    {"a hexadecimal length", post_with("Content-Length: 0x1\r\n", "x"), 400},
    {"an empty length", post_with("Content-Length:\r\n", ""), 400},
    {"a length with a space inside", post_with("Content-Length: 1 1\r\n", "x"), 400},
    {"a length beyond 64 bits", post_with("Content-Length: 18446744073709551617\r\n", "x"), 413},
    {"length and chunked",
     post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"chunked and length",
     post_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400},
    {"a length of zero and chunked",
     post_with("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"chunked twice",
     post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"another coding before chunked", post_with("Transfer-Encoding: gzip, chunked\r\n", ""), 400},
    {"another coding after chunked", post_with("Transfer-Encoding: chunked, gzip\r\n", ""), 400},
    {"identity", post_with("Transfer-Encoding: identity\r\n", ""), 400},
    {"an unknown coding", post_with("Transfer-Encoding: xchunked\r\n", ""), 400},
    {"chunked with a parameter", post_with("Transfer-Encoding: chunked;q=1\r\n", ""), 400},
    {"chunked in quotes", post_with("Transfer-Encoding: \"chunked\"\r\n", ""), 400},
    {"chunked behind a vertical tab", post_with("Transfer-Encoding: \vchunked\r\n", ""), 400},
    {"an empty coding", post_with("Transfer-Encoding:\r\n", ""), 400},
    {"chunked in HTTP/1.0",
     "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
};

const Row lines[] = {
    {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
    {"one bare line feed among headers", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400},
    {"a bare line feed at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
    {"a bare carriage return", get_with("X: a\rY: b\r\n"), 400},
    {"two carriage returns", get_with("X: a\r\r\n"), 400},
    {"a line feed first", "\n" + get_with(""), 400},
    {"two empty lines first", "\r\n\r\n" + get_with(""), 400},
    {"a folded header", get_with("X: a\r\n b\r\n"), 400},
    {"a folded first header", "GET / HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n", 400},
    {"a folded length", post_with("Content-Length:\r\n 1\r\n", "x"), 400},
    {"a space before the colon", get_with("X : a\r\n"), 400},
    {"a space before the colon of the length", post_with("Content-Length : 1\r\n", "x"), 400},
    {"a tab before the colon", get_with("X\t: a\r\n"), 400},
    {"a header without colon", get_with("X\r\n"), 400},
    {"a header without name", get_with(": a\r\n"), 400},
    {"a quote in a name", get_with("X\": a\r\n"), 400},
    {"a name outside ASCII", get_with("X\xC3\xA4: a\r\n"), 400},
    {"NUL in a name", get_with("X\0: a\r\n"s), 400},
    {"NUL in a value", get_with("X: a\0b\r\n"s), 400},
    {"an escape in a value", get_with("X: \x1B[0m\r\n"), 400},
    {"a delete in a value", get_with("X: \x7F\r\n"), 400},
    {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"two hosts", get_with("Host: a\r\n"), 400},
    {"two hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"a list of hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
    {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"an expectation we do not know", get_with("Expect: tea\r\n"), 417},
};

const Row request_lines[] = {
    {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
    {"another version", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
    {"a version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"a long version", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
    {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
    {"an absolute target", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"the asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"an authority", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a target without slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a target outside ASCII", "GET /\xC3\xA4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
    {"a tab in the target", "GET /\ta HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
    {"a space first", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a tab between", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a method that is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n"s, 400},
};

const Row bodies[] = {
    {"a chunk size that is no number", chunked("x\r\n\r\n0\r\n\r\n"), 400},
    {"a signed chunk size", chunked("+1\r\nx\r\n0\r\n\r\n"), 400},
    {"a chunk size with a prefix", chunked("0x1\r\nx\r\n0\r\n\r\n"), 400},
    {"a chunk size with a space first", chunked(" 1\r\nx\r\n0\r\n\r\n"), 400},
    {"a chunk size beyond 64 bits", chunked("10000000000000001\r\nx\r\n0\r\n\r\n"), 400},
    {"a chunk size above the limit", chunked("FFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n"), 413},
    {"a chunk longer than its size", chunked("1\r\nxx\r\n0\r\n\r\n"), 400},
    {"a bare line feed after the size", chunked("1\nx\r\n0\r\n\r\n"), 400},
    {"a bare line feed after the chunk", chunked("1\r\nx\n0\r\n\r\n"), 400},
    {"a bare line feed in an extension", chunked("1;a=b\nc\r\nx\r\n0\r\n\r\n"), 400},
    {"an extension that is none", chunked("1;;\r\nx\r\n0\r\n\r\n"), 400},
    {"a length among the trailers", chunked("0\r\nContent-Length: 1\r\n\r\n"), 400},
    {"a bare line feed among the trailers", chunked("0\r\nA: b\nC: d\r\n\r\n"), 400},
    {"a trailer without colon", chunked("0\r\nA\r\n\r\n"), 400},
    {"chunks that exceed the limit together",
     chunked("300\r\n" + std::string(0x300, 'x') + "\r\n300\r\n"), 413},
    {"a declared length above the limit", post_with("Content-Length: 1025\r\n", ""), 413},
    {"a line of a chunk without end", chunked("1;a=" + std::string(20'000, 'x')), 400},
    {"trailers without end", chunked("0\r\nA: " + std::string(20'000, 'x')), 400},
    {"a header above the limit", get_with("X: " + std::string(8 * 1024, 'x') + "\r\n"), 431},
    {"a header of 64 KiB", get_with("X: " + std::string(64 * 1024, 'x') + "\r\n"), 431},
    {"a request line without end", "GET /" + std::string(64 * 1024, 'x'), 431},
};

class Refusal : public testing::TestWithParam<Row> {};

INSTANTIATE_TEST_SUITE_P(Lengths, Refusal, testing::ValuesIn(lengths));
INSTANTIATE_TEST_SUITE_P(Lines, Refusal, testing::ValuesIn(lines));
INSTANTIATE_TEST_SUITE_P(RequestLines, Refusal, testing::ValuesIn(request_lines));
INSTANTIATE_TEST_SUITE_P(Bodies, Refusal, testing::ValuesIn(bodies));

ServerOptions small_limits() {
  ServerOptions options;
  options.header_bytes_max = 8 * 1024;
  options.body_bytes_max = 1024;
  return options;
}

TEST_P(Refusal, AnswersOnceAndCloses) {
  std::atomic<int> handled{0};
  TestServer server(small_limits(), [&](Request&& request, Respond&& respond) {
    ++handled;
    echo(std::move(request), std::move(respond));
  });
  Client client(server.port());
  client.send(GetParam().bytes + behind);
  const Answer answer = client.receive();
  EXPECT_EQ(answer.status, GetParam().status);
  EXPECT_NE(answer.head.find("\r\nConnection: close\r\n"), std::string::npos);
  EXPECT_EQ(client.receive_all(), "");
  EXPECT_EQ(handled, 0);
}

TEST_P(Refusal, ComesAfterTheAnswersOfEarlierRequests) {
  TestServer server(small_limits(), echo);
  Client client(server.port());
  // The first byte alone: pieces must not change the verdict.
  client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + GetParam().bytes.substr(0, 1));
  EXPECT_EQ(client.receive().body, "GET /first 0");
  client.send(GetParam().bytes.substr(1));
  EXPECT_EQ(client.receive().status, GetParam().status);
  EXPECT_TRUE(client.ended());
}

struct Fine {
  const char* why;
  std::string bytes;
  const char* body;  // of the answer
};

TEST(Acceptance, TakesWhatTheStandardAllows) {
  const Fine rows[] = {
      {"an empty line first", "\r\n" + get_with(""), "GET / 0"},
      {"HTTP/1.0 without host", "GET / HTTP/1.0\r\n\r\n", "GET / 0"},
      {"a port in the host", "GET / HTTP/1.1\r\nHost: a.b:80\r\n\r\n", "GET / 0"},
      {"an address as host", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET / 0"},
      {"bytes above ASCII in a value", get_with("X: \xC3\xA4\r\n"), "GET / 0"},
      {"no space after the colon", get_with("X:a\r\n"), "GET / 0"},
      {"a body of zero", post_with("Content-Length: 0\r\n", ""), "POST / 0"},
      {"a length with zeros first", post_with("Content-Length: 0003\r\n", "abc"), "POST / 3"},
      {"a body at the limit", post_with("Content-Length: 1024\r\n", std::string(1024, 'x')),
       "POST / 1024"},
      {"a GET with a body", get_with("Content-Length: 3\r\n") + "abc", "GET / 3"},
      {"no chunk", chunked("0\r\n\r\n"), "POST / 0"},
      {"two chunks", chunked("3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n"), "POST / 13"},
      {"an extension", chunked("3;a=\"b;c\";d\r\nabc\r\n0\r\n\r\n"), "POST / 3"},
      {"trailers", chunked("3\r\nabc\r\n0\r\nX: y\r\nZ: w\r\n\r\n"), "POST / 3"},
      {"Chunked in capitals", post_with("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), "POST / 0"},
      {"a query", "GET /a?b=%20&c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a?b=%20&c 0"},
  };
  TestServer server(small_limits(), echo);
  for (const Fine& row : rows) {
    Client whole(server.port());
    whole.send(row.bytes);
    EXPECT_EQ(whole.receive().body, row.body) << row.why;
    Client pieces(server.port());
    for (const char byte : row.bytes) pieces.send(std::string_view(&byte, 1));
    EXPECT_EQ(pieces.receive().body, row.body) << row.why;
  }
}

TEST(Acceptance, DropsTrailersInsteadOfMixingThemWithHeaders) {
  std::atomic<int> seen{0};
  TestServer server({}, [&](Request&& request, Respond&& respond) {
    seen = static_cast<int>(request.headers.size());
    respond({});
  });
  Client client(server.port());
  client.send(chunked("0\r\nAuthorization: Bearer x\r\n\r\n"));
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(seen, 2);
}

TEST(Acceptance, TakesHeadersUpToTheConfiguredLimit) {
  ServerOptions options;
  options.header_bytes_max = 128 * 1024;
  TestServer server(options, echo);
  Client client(server.port());
  client.send(get_with("X: " + std::string(64 * 1024, 'x') + "\r\n"));
  EXPECT_EQ(client.receive().status, 200);
  std::string many;
  for (int number = 0; number < 200; ++number) many += "X: y\r\n";
  client.send(get_with(many));
  EXPECT_EQ(client.receive().status, 431);
}

}  // namespace
}  // namespace perseat::net
