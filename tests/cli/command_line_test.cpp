// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Usage, exit codes, retries and what goes over the wire.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/json.h"
#include "cli/cli_fixture.h"
#include "cli/command.h"
#include "cli/completion.h"

namespace perseat::cli {
namespace {

const std::string some_id = "0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b";
const std::string other_id = "0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6c";
const std::string empty_list = R"({"items":[],"nextCursor":null})";

TEST(CommandLine, AnswersWrongUsageWithTwo) {
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"nonsense"},
      {"products", "--output", "xml"},
      {"products", "orders", "extra"},
      {"cancel", some_id},
      {"cancel", some_id, "--reason", "boredom"},
      {"set-quantity", some_id},
      {"set-quantity", some_id, "many", "--yes"},
      {"catalog"},
      {"update", some_id},
      {"products", "--limit", "0"},
      {"assign", some_id},
      {"payment-methods", "delete", some_id},
      {"quote"},
      {"pay", some_id, "--idempotency-key", "with space", "--yes"},
      {"--server", "ftp://example.com", "products"}};
  CannedServer answering;
  answering.answer("GET /v1/invoices/" + some_id, 200, "{}");
  for (const auto& arguments : wrong) {
    const Outcome outcome = run_at(answering, arguments);
    EXPECT_EQ(outcome.code, ExitCode::usage)
        << (arguments.empty() ? "nothing" : arguments.front()) << "\n"
        << outcome.err;
    EXPECT_FALSE(outcome.err.empty());
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(CommandLine, TeachesWithExamplesInEveryHelp) {
  for (const Command& command : all_commands()) {
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_NE(command.details.find("perseat " +
                                   std::string(command.name.substr(0, command.name.find(' ')))),
              std::string::npos)
        << command.name;
    std::vector<std::string> arguments;
    for (std::string words(command.name); !words.empty();) {
      const std::size_t space = std::min(words.find(' '), words.size());
      arguments.push_back(words.substr(0, space));
      words.erase(0, space + 1);
    }
    arguments.emplace_back("--help");
    const Outcome outcome = run_with(arguments, {});
    EXPECT_EQ(outcome.code, ExitCode::ok) << command.name;
    EXPECT_NE(outcome.out.find(command.summary), std::string::npos) << command.name;
  }
}

TEST(CommandLine, EndsWithTheCodeOfTheProblem) {
  struct Row {
    int status;
    const char* reason;
    ExitCode code;
  };
  const Row rows[] = {{400, "malformedQuery", ExitCode::invalid},
                      {401, "unauthenticated", ExitCode::not_signed_in},
                      {402, "genericDecline", ExitCode::declined},
                      {403, "policyDisabled", ExitCode::forbidden},
                      {404, "notFound", ExitCode::not_found},
                      {409, "noSeats", ExitCode::conflict},
                      {412, "versionMismatch", ExitCode::conflict},
                      {422, "quantityTooSmall", ExitCode::invalid},
                      {429, "tooManyRequests", ExitCode::unavailable},
                      {500, "internal", ExitCode::fault},
                      {503, "unavailable", ExitCode::unavailable}};
  for (const Row& row : rows) {
    CannedServer server;
    server.answer("GET /v1/me", row.status,
                  problem(row.status, row.reason, "A sentence.",
                          R"([{"field":"quantity","reason":"outOfRange","detail":"Too few."}])"));
    const Outcome outcome = run_at(server, {"whoami"});
    EXPECT_EQ(outcome.code, row.code) << row.status;
    EXPECT_EQ(outcome.err, "perseat: A sentence.\n  quantity: Too few.\n  request request-1\n");
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(CommandLine, SaysThatNobodyIsSignedIn) {
  const ConfigFolder folder;
  const Outcome outcome =
      run_with({"products"}, {.variables = {{"XDG_CONFIG_HOME", folder.path.string()}}});
  EXPECT_EQ(outcome.code, ExitCode::not_signed_in);
  EXPECT_NE(outcome.err.find("perseat login"), std::string::npos);
}

TEST(CommandLine, SaysThatTheServerIsAway) {
  const Outcome outcome =
      run_with({"products"},
               {.variables = {{"PERSEAT_SERVER", "http://127.0.0.1:1"}, {"PERSEAT_TOKEN", "t"}}});
  EXPECT_EQ(outcome.code, ExitCode::unavailable);
  EXPECT_NE(outcome.err.find("http://127.0.0.1:1 did not answer"), std::string::npos);
}

TEST(CommandLine, ReadsPageByPageUpToTheLimit) {
  CannedServer server;
  server.answer("GET /v1/users?search=kim&limit=200", 200,
                R"({"items":[{"id":"1"},{"id":"2"}],"nextCursor":"a+b"})");
  server.answer("GET /v1/users?search=kim&limit=200&cursor=a%2Bb", 200,
                R"({"items":[{"id":"3"}],"nextCursor":null})");
  server.answer("GET /v1/users?search=kim&limit=2", 200,
                R"({"items":[{"id":"1"},{"id":"2"}],"nextCursor":"a+b"})");
  const Outcome all = run_at(server, {"users", "--search", "kim", "--output", "json"});
  EXPECT_EQ(all.code, ExitCode::ok) << all.err;
  EXPECT_EQ(json::Document::parse(all.out)->root().member("items").size(), 3U) << all.out;
  const Outcome some = run_at(server, {"users", "list", "--search", "kim", "--limit", "2"});
  EXPECT_EQ(some.code, ExitCode::ok) << some.err;
  EXPECT_NE(some.err.find("There are more than these 2 rows"), std::string::npos) << some.err;
}

TEST(CommandLine, SendsTheTokenAndFilters) {
  CannedServer server;
  server.answer("GET /v1/subscriptions?scope=organization&status=active&limit=200", 200,
                empty_list);
  const Outcome outcome =
      run_at(server, {"subscriptions", "--scope", "organization", "--status", "active"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_EQ(server.last().header("Authorization"), "Bearer token-of-a-test");
  EXPECT_EQ(outcome.err, "There are none.\n");
}

TEST(CommandLine, RepeatsASafeCallAsLongAsTheServerAsks) {
  CannedServer server;
  const std::string away = problem(503, "overloaded", "Try again later.");
  server.answer("GET /v1/me", 503, away, {{"Retry-After", "2"}});
  server.answer("GET /v1/me", 503, away, {{"Retry-After", "3"}});
  server.answer("GET /v1/me", 200, "{}");
  const Outcome outcome = run_at(server, {"whoami"});
  EXPECT_EQ(outcome.code, ExitCode::ok);
  EXPECT_EQ(outcome.waits_ms, (std::vector<int>{2000, 3000}));
}

TEST(CommandLine, GivesUpAfterFourRepetitionsOrAMinute) {
  CannedServer server;
  const std::string away = problem(503, "overloaded", "Try again later.");
  server.answer("GET /v1/me", 503, away, {{"Retry-After", "1"}});
  EXPECT_EQ(run_at(server, {"whoami"}).code, ExitCode::unavailable);
  EXPECT_EQ(server.calls().size(), 5U);
  CannedServer slow;
  slow.answer("GET /v1/me", 503, away, {{"Retry-After", "61"}});
  EXPECT_EQ(run_at(slow, {"whoami"}).code, ExitCode::unavailable);
  EXPECT_EQ(slow.calls().size(), 1U);
}

TEST(CommandLine, NeverRepeatsAChangeWithoutAKey) {
  CannedServer server;
  server.answer("PATCH /v1/subscriptions/" + some_id, 503, problem(503, "unavailable", "Later."),
                {{"Retry-After", "1"}});
  EXPECT_EQ(run_at(server, {"update", some_id, "--recurring-billing", "off"}).code,
            ExitCode::unavailable);
  EXPECT_EQ(server.calls().size(), 1U);
  EXPECT_EQ(server.last().body, R"({"recurringBilling":"off"})");
}

TEST(CommandLine, RepeatsAnyCallThatCameTooOften) {
  CannedServer server;
  const std::string call = "PATCH /v1/subscriptions/" + some_id;
  server.answer(call, 429, problem(429, "tooManyRequests", "Wait."), {{"Retry-After", "1"}});
  server.answer(call, 200, "{}");
  const Outcome outcome = run_at(server, {"update", some_id, "--recurring-billing", "off"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_EQ(outcome.waits_ms, std::vector<int>{1000});
}

TEST(CommandLine, NeverTriesAPasswordTwice) {
  CannedServer server;
  server.answer("PUT /v1/me/password", 429, problem(429, "tooManyAttempts", "Wait."),
                {{"Retry-After", "2"}});
  const Outcome outcome =
      run_at(server, {"password", "--password-stdin"}, {.input = "guess\na new long secret\n"});
  EXPECT_EQ(outcome.code, ExitCode::unavailable);
  EXPECT_EQ(server.calls().size(), 1U);
}

TEST(CommandLine, AsksBeforeItDeletes) {
  CannedServer server;
  server.answer("DELETE /v1/payment-methods/" + some_id, 204, "");
  const std::vector<std::string> arguments{"payment-methods", "delete", some_id};
  const Outcome no = run_at(server, arguments, {.answers = {"n"}, .is_there = true});
  EXPECT_EQ(no.code, ExitCode::said_no);
  EXPECT_TRUE(server.calls().empty());
  const Outcome silent = run_at(server, arguments, {.is_there = true});
  EXPECT_EQ(silent.code, ExitCode::said_no);
  const Outcome yes = run_at(server, arguments, {.answers = {"y"}, .is_there = true});
  EXPECT_EQ(yes.code, ExitCode::ok) << yes.err;
  EXPECT_EQ(server.calls().size(), 1U);
}

TEST(CommandLine, BuildsNestedBodies) {
  CannedServer server;
  server.answer("POST /v1/payment-methods", 201, R"({"id":"1","brand":"visa","last4":"4242"})");
  const Outcome outcome =
      run_at(server, {"payment-methods", "add", "--token", "pm_card_visa", "--name", "김민지",
                      "--line1", "12 \"T\"", "--city", "Seoul", "--country", "KR"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_EQ(server.last().body, R"({"token":"pm_card_visa","name":"김민지","address":)"
                                R"({"line1":"12 \"T\"","city":"Seoul","country":"KR"}})");
  EXPECT_EQ(server.last().header("Content-Type"), "application/json");
  EXPECT_FALSE(server.last().header("Idempotency-Key").empty());
}

TEST(CommandLine, FindsThingsByWhatPeopleCallThem) {
  CannedServer server;
  server.answer("GET /v1/payment-methods?limit=200", 200,
                R"({"items":[{"id":")" + some_id + R"(","last4":"4242"},{"id":")" + other_id +
                    R"(","last4":"1881"}],"nextCursor":null})");
  server.answer("GET /v1/payment-methods/" + other_id, 200, R"({"brand":"visa"})");
  EXPECT_EQ(run_at(server, {"payment-methods", "show", "1881"}).code, ExitCode::ok);
  const Outcome none = run_at(server, {"payment-methods", "show", "0000"});
  EXPECT_EQ(none.code, ExitCode::not_found);
  EXPECT_EQ(none.err, "perseat: There is no payment method '0000'.\n");
}

TEST(CommandLine, RefusesANameThatSeveralHave) {
  CannedServer server;
  server.answer("GET /v1/users?search=Kim%20Minji&limit=200", 200,
                R"({"items":[{"id":"1","displayName":"KIM Minji","email":"a@x"},)"
                R"({"id":"2","displayName":"Kim Minji","email":"b@x"},)"
                R"({"id":"3","displayName":"Kim Minjin","email":"c@x"}],"nextCursor":null})");
  const Outcome outcome = run_at(server, {"users", "show", "Kim Minji"});
  EXPECT_EQ(outcome.code, ExitCode::conflict);
  EXPECT_NE(outcome.err.find("  1: a@x\n  2: b@x\n"), std::string::npos) << outcome.err;
}

TEST(CommandLine, HandsTheServersWorkToPerseatd) {
  const Outcome outcome =
      run_with({"backup", "--data", "/srv/data", "copy.db"}, {.variables = {{"HOME", "/nowhere"}}});
  EXPECT_EQ(outcome.code, ExitCode::fault);
  ASSERT_EQ(outcome.programs.size(), 1U);
  EXPECT_EQ(outcome.programs[0],
            (std::vector<std::string>{"perseatd", "backup", "--data", "/srv/data", "copy.db"}));
}

TEST(Documents, GoIntoAFileOrAPipe) {
  const std::string path = "GET /v1/invoices/" + some_id;
  CannedServer server;
  const std::string pdf("%PDF-\0\xff", 7);
  server.answer_text(path + "/pdf", "application/pdf", pdf);
  server.answer_text(path + "/xml?format=xrechnung", "application/xml", "<Invoice/>");
  EXPECT_EQ(run_at(server, {"invoices", "pdf", some_id}).out, pdf);
  EXPECT_EQ(server.last().header("Accept"), "application/pdf");
  EXPECT_EQ(run_at(server, {"invoices", "xml", some_id, "--format", "xrechnung"}).out,
            "<Invoice/>");
  const ConfigFolder folder;
  const std::string file = (folder.path / "invoice.pdf").string();
  const Outcome written = run_at(server, {"invoices", "pdf", some_id, "-o", file});
  EXPECT_EQ(written.code, ExitCode::ok) << written.err;
  EXPECT_EQ(written.out, "");
  std::ifstream stream(file, std::ios::binary);
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>(stream), {}}), pdf);
}

TEST(Documents, AreToldWhereTheyCannotBeWritten) {
  CannedServer server;
  server.answer_text("GET /v1/invoices/" + some_id + "/pdf", "application/pdf", "%PDF-");
  const Outcome outcome = run_at(server, {"invoices", "pdf", some_id, "-o", "/nowhere/a.pdf"});
  EXPECT_EQ(outcome.code, ExitCode::fault);
  EXPECT_NE(outcome.err.find("Cannot write"), std::string::npos);
}

TEST(CommandLine, ReadsLicenseHoldersFromCsv) {
  CannedServer server;
  server.answer_text("GET /v1/organization/license-holders", "text/csv; charset=utf-8",
                     "purchaser,user\r\n\"Kim, Minji\",Lee\r\n");
  EXPECT_EQ(run_at(server, {"license-holders"}).out, "purchaser   user\nKim, Minji  Lee\n");
  EXPECT_EQ(server.last().header("Accept"), "text/csv");
  EXPECT_EQ(run_at(server, {"license-holders", "--output", "csv"}).out,
            "purchaser,user\r\n\"Kim, Minji\",Lee\r\n");
}

TEST(Completion, KnowsEveryCommandOptionAndChoice) {
  const std::string script = bash_completion();
  for (const Command& command : all_commands()) {
    const std::string path = "\"perseat " + std::string(command.name) + "\")";
    EXPECT_NE(script.find(path), std::string::npos) << command.name;
    for (const Option& option : command.options) {
      if (!option.name.starts_with("--")) continue;
      EXPECT_NE(script.find(std::string(option.name)), std::string::npos) << option.name;
    }
  }
  EXPECT_NE(script.find("\"perseat set-quantity:--when\") words=\"now renewal\""),
            std::string::npos);
  EXPECT_NE(script.find("*:--output) words=\"table json csv\""), std::string::npos);
}

}  // namespace
}  // namespace perseat::cli
