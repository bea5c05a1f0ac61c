// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/error_response.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace perseat::http {
namespace {

std::string header(const net::Response& response, std::string_view name) {
  const auto found = std::ranges::find(response.headers, name, &net::Headers::value_type::first);
  return found == response.headers.end() ? "" : found->second;
}

TEST(StatusOf, FollowsTheCodeOfAnError) {
  struct Row {
    ErrorCode code;
    int status;
  };
  const Row rows[] = {
      {ErrorCode::invalid, 422},        {ErrorCode::unauthenticated, 401},
      {ErrorCode::forbidden, 403},      {ErrorCode::not_found, 404},
      {ErrorCode::conflict, 409},       {ErrorCode::precondition_failed, 412},
      {ErrorCode::policy_denied, 403},  {ErrorCode::payment_declined, 402},
      {ErrorCode::limit_exceeded, 422}, {ErrorCode::unavailable, 503},
      {ErrorCode::internal, 500},
  };
  for (const Row& row : rows)
    EXPECT_EQ(status_of({row.code, "anything", "", {}, {}}), row.status) << row.status;
}

TEST(StatusOf, FollowsTheReasonWhereItSaysMore) {
  struct Row {
    std::string reason;
    int status;
  };
  const Row rows[] = {
      {"malformedJson", 400},          {"tooDeep", 400},
      {"nulCharacter", 400},           {"malformedHeader", 400},
      {"malformedQuery", 400},         {"malformedRequest", 400},
      {"idempotencyKeyRequired", 400}, {"malformedIdempotencyKey", 400},
      {"methodNotAllowed", 405},       {"notAcceptable", 406},
      {"requestTimeout", 408},         {"bodyTooLarge", 413},
      {"unsupportedMediaType", 415},   {"tooManyRequests", 429},
      {"tooManyAttempts", 429},        {"headersTooLarge", 431},
      {"gatewayMisconfigured", 503},   {"versionNotSupported", 505},
      {"tooManyStreams", 429},
  };
  for (const Row& row : rows)
    EXPECT_EQ(status_of({ErrorCode::invalid, row.reason, "", {}, {}}), row.status) << row.reason;
}

TEST(Problem, HasTheMembersOfTheContract) {
  const net::Response response = problem(invalid("quantity", "outOfRange", "1 to 9."), "req-1");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"/problems/outOfRange","title":"Invalid request","status":422,)"
            R"("detail":"1 to 9.","reason":"outOfRange","requestId":"req-1",)"
            R"("errors":[{"field":"quantity","reason":"outOfRange","detail":"1 to 9."}]})");
}

TEST(Problem, ListsEveryWrongThingOfSeveral) {
  Error error = conflict("personsRefused", "Nobody was served.");
  error.field = "userIds";
  error.errors = {{"userIds[0]", "isGuest", "A guest."}, {"userIds[3]", "isDisabled", "Left."}};
  EXPECT_NE(
      problem(error, "r")
          .body.find(R"("errors":[{"field":"userIds[0]","reason":"isGuest","detail":"A guest."},)"
                     R"({"field":"userIds[3]","reason":"isDisabled","detail":"Left."}])"),
      std::string::npos);
}

TEST(Problem, WithoutAFieldHasNoErrors) {
  EXPECT_NE(problem(not_found(), "r").body.find(R"("errors":[])"), std::string::npos);
}

TEST(Problem, KeepsTheEnginesWordsFromCallers) {
  struct Row {
    Error error;
    int status;
    std::string reason;
  };
  const std::string told = "disk /srv/perseat.db, table invoice";
  const Row rows[] = {
      {unavailable("storageFailed", told), 503, "databaseUnavailable"},
      {unavailable("busy", told), 503, "databaseUnavailable"},
      {unavailable("databaseAway", told), 503, "databaseUnavailable"},
      {unavailable("outcomeUnknown", told), 503, "outcomeUnknown"},
      {conflict("uniqueViolation", told), 409, "concurrentChange"},
      {conflict("checkViolation", told), 409, "concurrentChange"},
      {conflict("foreignKeyViolation", told), 409, "concurrentChange"},
      {{ErrorCode::internal, "whatever", told, "field", {{"field", "whatever", told}}},
       500,
       "internal"},
  };
  for (const Row& row : rows) {
    const net::Response response = problem(row.error, "r");
    EXPECT_EQ(response.status, row.status) << row.error.reason;
    EXPECT_NE(response.body.find(R"("reason":")" + row.reason + '"'), std::string::npos)
        << response.body;
    EXPECT_EQ(response.body.find(told), std::string::npos) << response.body;
    EXPECT_NE(response.body.find(R"("errors":[])"), std::string::npos) << response.body;
  }
}

TEST(Problem, TellsWhatToDoNextInHeaders) {
  const net::Response away = problem(unavailable("overloaded", "Later."), "r");
  EXPECT_EQ(header(away, "Retry-After"), "2");
  EXPECT_EQ(header(away, "WWW-Authenticate"), "");
  const net::Response nobody =
      problem({ErrorCode::unauthenticated, "unauthenticated", "Sign in.", {}, {}}, "r");
  EXPECT_EQ(header(nobody, "WWW-Authenticate"), "Bearer");
  EXPECT_EQ(header(nobody, "Retry-After"), "");
  EXPECT_TRUE(problem(not_found(), "r").headers.empty());
}

TEST(TransportProblem, AnswersWithTheStatusThatTheServerChose) {
  for (const int status : {400, 408, 413, 431, 503, 505}) {
    const net::Response response = transport_problem(status);
    EXPECT_EQ(response.status, status);
    EXPECT_NE(response.body.find(R"("requestId":"-")"), std::string::npos) << response.body;
  }
}

}  // namespace
}  // namespace perseat::http
