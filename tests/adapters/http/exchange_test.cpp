// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a route reads from a request, without a server.
#include "adapters/http/exchange.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "domain/subscription.h"

namespace perseat::http {
namespace {

constexpr std::string_view some_id = "018f3c5a-7b1e-7c3d-9a5b-0123456789ab";

// The exchange of one request, and what was answered.
struct Asked {
  explicit Asked(std::string target, std::string content_type = "", std::string body = "")
      : exchange(
            [&] {
              net::Request request;
              request.method = "POST";
              request.target = std::move(target);
              if (!content_type.empty()) request.headers = {{"content-type", content_type}};
              request.body = std::move(body);
              return request;
            }(),
            [this](net::Response&& response) { answers.push_back(std::move(response)); }, "req-1") {
  }
  ~Asked() {
    if (answers.empty()) exchange.send({});
  }

  std::vector<net::Response> answers;
  Exchange exchange;
};

// "" or the reason and field of the refusal.
template <class T>
std::string refusal(const Result<T>& result) {
  if (result) return "";
  return result.error().reason + " " + result.error().field;
}

TEST(ExchangeParameters, RefuseNamesThatAreUnknownOrRepeated) {
  struct Row {
    std::string query;
    std::string refusal;
  };
  const Row rows[] = {
      {"", ""},
      {"limit=5", ""},
      {"limit=5&status=active", ""},
      {"&&limit=5&", ""},
      {"pool=1&pool=2&limit=5", ""},
      {"limit=5&limit=5", "repeatedParameter limit"},
      {"limit=5&%6cimit=6", "repeatedParameter limit"},
      {"Limit=5", "unknownParameter Limit"},
      {"limits=5", "unknownParameter limits"},
      {"=5", "unknownParameter "},
      {"limit=%", "malformedQuery "},
      {"limit=%FF", "malformedQuery "},
      {"limit=%00", "malformedQuery "},
      {std::string(70, 'x') + "=1", "unknownParameter " + std::string(64, 'x')},
  };
  for (const Row& row : rows) {
    Asked asked("/v1/boats?" + row.query);
    EXPECT_EQ(refusal(asked.exchange.parameters({"limit", "status", "pool"}, "pool")), row.refusal)
        << row.query;
  }
}

Parameters of(std::string value) { return Parameters({{"p", std::move(value)}}); }

// A row of a reader of parameters: nothing where the text is refused.
struct Reading {
  std::string text;
  std::optional<std::int64_t> value;
};

TEST(Parameters, ReadWholeNumbers) {
  const Reading rows[] = {{"0", 0},
                          {"-12", -12},
                          {"007", 7},
                          {"9223372036854775807", INT64_MAX},
                          {"9223372036854775808", std::nullopt},
                          {"", std::nullopt},
                          {" 1", std::nullopt},
                          {"1 ", std::nullopt},
                          {"+1", std::nullopt},
                          {"1.0", std::nullopt},
                          {"0x10", std::nullopt},
                          {"one", std::nullopt}};
  for (const Reading& row : rows) {
    const auto read = of(row.text).integer("p");
    EXPECT_EQ(refusal(read), row.value ? "" : "wrongType p") << row.text;
    EXPECT_EQ(read ? *read : std::nullopt, row.value) << row.text;
  }
}

TEST(Parameters, ReadDaysAndTimes) {
  EXPECT_EQ(*of("1970-01-31").date("p"), Date{30});
  EXPECT_EQ(*of("1970-01-01T00:00:01Z").instant("p"), Instant{1000});
  for (const std::string wrong :
       {"", "2026-02-29", "2026-1-1", "31.01.2026", "2026-01-31T00:00:00Z"})
    EXPECT_EQ(refusal(of(wrong).date("p")), "malformedDate p") << wrong;
  for (const std::string wrong : {"", "2026-01-31", "2026-01-31 09:30:00", "yesterday"})
    EXPECT_EQ(refusal(of(wrong).instant("p")), "wrongType p") << wrong;
}

TEST(Parameters, ReadTrueAndFalseOnly) {
  EXPECT_EQ(*of("true").boolean("p"), true);
  EXPECT_EQ(*of("false").boolean("p"), false);
  for (const std::string wrong : {"", "1", "yes", "True", "true "})
    EXPECT_EQ(refusal(of(wrong).boolean("p")), "wrongType p") << wrong;
}

TEST(Parameters, ReadIdsInEitherCase) {
  const auto id = of(std::string(some_id)).id<UserId>("p");
  ASSERT_TRUE(id.has_value() && id->has_value());
  EXPECT_EQ((*id)->text(), some_id);
  EXPECT_EQ(*of("018F3C5A-7B1E-7C3D-9A5B-0123456789AB").id<UserId>("p"), *id);
  for (const std::string wrong : {"", "7", "018f3c5a7b1e7c3d9a5b0123456789ab"})
    EXPECT_EQ(refusal(of(wrong).id<UserId>("p")), "malformedId p") << wrong;
}

TEST(Parameters, ReadTheWordsOfAnEnumeration) {
  EXPECT_EQ(*of("active").named<SubscriptionStatus>("p"), SubscriptionStatus::active);
  for (const std::string wrong : {"", "Active", "gone"})
    EXPECT_EQ(refusal(of(wrong).named<SubscriptionStatus>("p")), "unknownValue p") << wrong;
}

TEST(Parameters, ReadNothingWhereNothingIsGiven) {
  const Parameters none{net::Headers{}};
  EXPECT_EQ(none.text("p"), std::nullopt);
  EXPECT_EQ(*none.integer("p"), std::nullopt);
  EXPECT_EQ(*none.date("p"), std::nullopt);
  EXPECT_EQ(*none.instant("p"), std::nullopt);
  EXPECT_EQ(*none.boolean("p"), std::nullopt);
  EXPECT_EQ(*none.id<UserId>("p"), std::nullopt);
  EXPECT_EQ(*none.named<SubscriptionStatus>("p"), std::nullopt);
  EXPECT_TRUE(none.ids<UserId>("p")->empty());
}

TEST(Parameters, ReadUpToAHundredIdsOfARepeatedName) {
  net::Headers values{{"other", "x"}};
  for (int i = 0; i < 100; ++i) values.emplace_back("p", some_id);
  EXPECT_EQ(Parameters(values).ids<UserId>("p")->size(), 100U);
  values.emplace_back("p", some_id);
  EXPECT_EQ(refusal(Parameters(values).ids<UserId>("p")), "tooMany p");
  EXPECT_EQ(refusal(Parameters({{"p", std::string(some_id)}, {"p", "7"}}).ids<UserId>("p")),
            "malformedId p");
}

TEST(Parameters, ReadAPageOfOneToTwoHundredRows) {
  const auto limit = [](std::string text) {
    return Parameters({{"limit", std::move(text)}}).limit();
  };
  EXPECT_EQ(*limit("1"), 1);
  EXPECT_EQ(*limit("200"), 200);
  EXPECT_EQ(refusal(limit("0")), "outOfRange limit");
  EXPECT_EQ(refusal(limit("201")), "outOfRange limit");
  EXPECT_EQ(refusal(limit("-1")), "outOfRange limit");
  EXPECT_EQ(refusal(limit("many")), "wrongType limit");
  const auto first = Parameters(net::Headers{}).page();
  EXPECT_EQ(first->limit, 50);
  EXPECT_EQ(first->cursor, "");
  const auto next = Parameters({{"cursor", "abc"}, {"limit", "7"}}).page();
  EXPECT_EQ(next->limit, 7);
  EXPECT_EQ(next->cursor, "abc");
}

TEST(ExchangeBody, IsReadWhenItIsCalledJson) {
  struct Row {
    std::string content_type;
    std::string body;
    std::string refusal;
  };
  const Row rows[] = {
      {"application/json", "{}", ""},
      {"application/json; charset=utf-8", "{}", ""},
      {"application/json ;charset=utf-8", "{}", ""},
      {"", "{}", "unsupportedMediaType "},
      {"text/plain", "{}", "unsupportedMediaType "},
      {"application/jsonp", "{}", "unsupportedMediaType "},
      {"application/x-www-form-urlencoded", "a=b", "unsupportedMediaType "},
      {"application/json", "", "malformedJson "},
      {"application/json", "{} {}", "malformedJson "},
  };
  for (const Row& row : rows) {
    Asked asked("/v1/boats", row.content_type, row.body);
    EXPECT_EQ(refusal(asked.exchange.parsed_body()), row.refusal)
        << row.content_type << ": " << row.body;
  }
}

TEST(Exchange, NamesTheRequestInItsAnswer) {
  Asked asked("/v1/boats");
  asked.exchange.send_json("{}", "\"7\"");
  ASSERT_EQ(asked.answers.size(), 1U);
  const net::Response& answer = asked.answers[0];
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  const net::Headers expected{
      {"ETag", "\"7\""}, {"X-Request-Id", "req-1"}, {"Cache-Control", "no-store"}};
  EXPECT_EQ(answer.headers, expected);
}

TEST(Exchange, AnswersForARouteThatForgotTo) {
  std::vector<net::Response> answers;
  {
    const Exchange forgotten(
        net::Request{}, [&](net::Response&& response) { answers.push_back(response); }, "r");
  }
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].status, 500);
}

}  // namespace
}  // namespace perseat::http
