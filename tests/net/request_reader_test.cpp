// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/request_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace perseat::net {
namespace {

using State = RequestReader::State;

// Gives one byte more at a time, as a connection may.
State feed_bytes(RequestReader& reader, const std::string& bytes) {
  std::string unread;
  for (const char byte : bytes) {
    unread += byte;
    unread.erase(0, reader.feed(unread));
    if (reader.state() == State::complete || reader.state() == State::refused) break;
  }
  return reader.state();
}

TEST(RequestReader, TakesChunksByteByByte) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* last : {"0\r\n\r\n", "0;a=b\r\n\r\n", "00\r\n\r\n", "0\r\nX: y\r\n\r\n"}) {
    for (const char* chunks : {"", "1\r\nx\r\n", "2\r\nxy\r\n3;c\r\nabc\r\n"}) {
      RequestReader reader({4'000, 1'000});
      EXPECT_EQ(feed_bytes(reader, head + chunks + last), State::complete) << chunks << last;
    }
  }
}

TEST(RequestReader, KeepsItsPlaceBetweenRequests) {
  RequestReader reader({4'000, 1'000});
  for (int round = 0; round < 3; ++round) {
    ASSERT_EQ(feed_bytes(reader, "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz"),
              State::complete);
    const Request request = reader.take();
    EXPECT_EQ(request.method, "PUT");
    EXPECT_EQ(request.target, "/a");
    EXPECT_EQ(request.body, "xyz");
    EXPECT_EQ(reader.state(), State::idle);
  }
}

TEST(RequestReader, LimitsTheHeadToTheByte) {
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
  const std::string fitting = start + std::string(100 - start.size() - 4, 'x') + "\r\n\r\n";
  ASSERT_EQ(fitting.size(), 100U);
  RequestReader exact({100, 0});
  EXPECT_EQ(feed_bytes(exact, fitting), State::complete);
  RequestReader small({99, 0});
  EXPECT_EQ(feed_bytes(small, fitting), State::refused);
  EXPECT_EQ(small.refusal_status(), 431);
  RequestReader small_at_once({99, 0});
  small_at_once.feed(fitting);
  EXPECT_EQ(small_at_once.refusal_status(), 431);
}

}  // namespace
}  // namespace perseat::net
