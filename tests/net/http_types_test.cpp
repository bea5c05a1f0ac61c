// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/http_types.h"

#include <gtest/gtest.h>

#include <string>

#include "net/response_writer.h"

namespace perseat::net {
namespace {

using namespace std::string_literals;

TEST(Request, SplitsItsTarget) {
  Request request;
  request.target = "/a/b?c=d?e";
  EXPECT_EQ(request.path(), "/a/b");
  EXPECT_EQ(request.query(), "c=d?e");
  request.target = "/a";
  EXPECT_EQ(request.path(), "/a");
  EXPECT_EQ(request.query(), "");
}

TEST(Request, FindsTheFirstHeaderInAnyCase) {
  Request request;
  request.headers = {{"Accept", "a"}, {"ACCEPT", "b"}};
  EXPECT_EQ(request.header("accept"), "a");
  EXPECT_EQ(request.header("accept-"), "");
}

TEST(PercentDecode, DecodesText) {
  EXPECT_EQ(percent_decode("a%2Fb%2f+%C3%A4", false), "a/b/+\u00E4");
  EXPECT_EQ(percent_decode("a+b%2B", true), "a b+");
  EXPECT_EQ(percent_decode("", true), "");
  EXPECT_EQ(percent_decode("%F4%8F%BF%BF", true), "\U0010FFFF");
}

TEST(PercentDecode, RefusesWhatIsNotText) {
  for (const char* text :
       {"%", "%2", "a%2", "%G0", "%0G", "%-1", "%00", "%80", "%C3", "%C3%28", "%C0%80", "%C1%BF",
        "%E0%80%80", "%ED%A0%80", "%F0%80%80%80", "%F4%90%80%80", "%F5%80%80%80", "%FF", "%E2%82"})
    EXPECT_FALSE(percent_decode(text, true)) << text;
  EXPECT_FALSE(percent_decode("a\0b"s, true));
}

TEST(ParseQuery, KeepsOrderAndRepetitions) {
  const Headers expected = {{"a", "1"}, {"b", ""}, {"a", "x y=z"}, {"", "n"}};
  EXPECT_EQ(parse_query("a=1&&b&a=x+y%3Dz&=n&"), expected);
  EXPECT_EQ(parse_query(""), Headers{});
  EXPECT_FALSE(parse_query("a=1&b=%"));
  EXPECT_FALSE(parse_query("%FF=1"));
}

TEST(DateLine, IsTheFormOfTheStandard) {
  DateLine line;
  EXPECT_EQ(line.at(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(line.at(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(line.at(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(line.at(1'709'164'800), "Thu, 29 Feb 2024 00:00:00 GMT");
}

TEST(IsWritable, RefusesWhatWouldSplitTheAnswer) {
  EXPECT_TRUE(is_writable({200, "text/plain", {{"X", "a\tb"}}, "any\r\nthing"}));
  EXPECT_FALSE(is_writable({200, "text/plain\r\nX: y", {}, ""}));
  EXPECT_FALSE(is_writable({200, "text/plain", {{"X", "a\nb"}}, ""}));
  EXPECT_FALSE(is_writable({200, "text/plain", {{"X: y", "a"}}, ""}));
  EXPECT_FALSE(is_writable({200, "text/plain", {{"", "a"}}, ""}));
  EXPECT_FALSE(is_writable({100, "text/plain", {}, ""}));
  EXPECT_FALSE(is_writable({600, "text/plain", {}, ""}));
}

}  // namespace
}  // namespace perseat::net
