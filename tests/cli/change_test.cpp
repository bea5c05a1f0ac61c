// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Changes that move money or licenses, and the catalog.
#include <gtest/gtest.h>

#include <fstream>

#include "base/json.h"
#include "cli/catalog_file.h"
#include "cli/cli_fixture.h"

namespace perseat::cli {
namespace {

const std::string id = "0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b";
const std::string person_id = "0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6c";
const std::string quote =
    R"({"kind":"purchase","quantity":3,"lines":[],"net":{"amount":"37.50","currency":"EUR"},)"
    R"("tax":{"amount":"7.13","currency":"EUR"},"total":{"amount":"44.63","currency":"EUR"},)"
    R"("dueNow":{"amount":"44.63","currency":"EUR"},"peopleAffected":2,"refund":null})";
const std::string subscription = R"({"id":")" + id + R"(","productName":"Drawing Board"})";

TEST(Buy, ShowsTheQuoteAndBuysExactlyThat) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  server.answer("POST /v1/subscriptions", 201, subscription);
  const Outcome outcome =
      run_at(server, {"buy", "--offer", id, "--quantity", "3", "--card", person_id},
             {.answers = {"yes"}, .is_there = true});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_NE(outcome.err.find("44.63 EUR"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("Buy this? [y/N]"), std::string::npos) << outcome.err;
  EXPECT_EQ(server.last().body, R"({"offerId":")" + id + R"(","quantity":3,"paymentMethodId":")" +
                                    person_id +
                                    R"(","expectedTotal":{"amount":"44.63","currency":"EUR"}})");
  const std::string key(server.last().header("Idempotency-Key"));
  EXPECT_NE(outcome.err.find("Idempotency-Key: " + key), std::string::npos) << outcome.err;
  EXPECT_EQ(outcome.out.find("44.63"), std::string::npos);
  EXPECT_NE(outcome.out.find("Drawing Board"), std::string::npos);
}

TEST(Buy, AsksForThePriceThatTheOrganizationPays) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  const std::vector<std::string> purchase{"--offer",     id, "--quantity", "3", "--account-type",
                                          "organization"};
  std::vector<std::string> arguments{"buy"};
  arguments.insert(arguments.end(), purchase.begin(), purchase.end());
  EXPECT_EQ(run_at(server, arguments, {.answers = {"n"}, .is_there = true}).code,
            ExitCode::said_no);
  EXPECT_EQ(server.last().body, R"({"kind":"purchase","offerId":")" + id +
                                    R"(","quantity":3,"trial":null,)"
                                    R"("accountType":"organization"})");
  arguments.front() = "quote";
  EXPECT_EQ(run_at(server, arguments).code, ExitCode::ok);
  EXPECT_EQ(server.last().body, R"({"offerId":")" + id +
                                    R"(","quantity":3,"accountType":"organization",)"
                                    R"("kind":"purchase"})");
}

TEST(Buy, BuysNothingWithoutAYes) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  const std::vector<std::string> arguments{"buy", "--offer", id, "--quantity", "3"};
  EXPECT_EQ(run_at(server, arguments, {.answers = {""}, .is_there = true}).code, ExitCode::said_no);
  EXPECT_EQ(run_at(server, arguments).code, ExitCode::usage);
  for (const std::string& call : server.calls()) EXPECT_EQ(call, "POST /v1/quotes");
}

TEST(Buy, RepeatsWithTheKeyThatWasGiven) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  server.answer("POST /v1/subscriptions", 503, problem(503, "outcomeUnknown", "Repeat it."),
                {{"Retry-After", "1"}});
  server.answer("POST /v1/subscriptions", 201, subscription);
  const Outcome outcome = run_at(
      server, {"buy", "--offer", id, "--quantity", "3", "--yes", "--idempotency-key", "my-key"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_EQ(server.last().header("Idempotency-Key"), "my-key");
  EXPECT_EQ(outcome.waits_ms, std::vector<int>{1000});
}

TEST(Buy, TellsWhatTheBankWants) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  server.answer("POST /v1/subscriptions", 202,
                R"({"subscription":)" + subscription +
                    R"(,"nextAction":{"type":"redirect","url":"https://bank.example/confirm"}})");
  const Outcome outcome = run_at(server, {"buy", "--offer", id, "--quantity", "3", "--yes"});
  EXPECT_EQ(outcome.code, ExitCode::waiting);
  EXPECT_NE(outcome.err.find("Open https://bank.example/confirm"), std::string::npos);
}

TEST(Buy, EndsWithEightWhenTheCardIsDeclined) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  server.answer("POST /v1/subscriptions", 402,
                problem(402, "insufficientFunds", "The card has not enough funds."));
  EXPECT_EQ(run_at(server, {"buy", "--offer", id, "--quantity", "3", "--yes"}).code,
            ExitCode::declined);
}

TEST(Buy, FindsAnOfferBySkuAndCode) {
  CannedServer server;
  server.answer("GET /v1/products?limit=200", 200,
                R"({"items":[{"sku":"DRAW-1","offers":[{"id":")" + id +
                    R"(","code":"monthly"}]}],"nextCursor":null})");
  server.answer("POST /v1/quotes", 200, quote);
  const Outcome outcome = run_at(server, {"quote", "--offer", "draw-1/monthly", "--quantity", "3"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_EQ(server.last().body, R"({"offerId":")" + id + R"(","quantity":3,"kind":"purchase"})");
  EXPECT_EQ(run_at(server, {"quote", "--offer", "DRAW-1/daily", "--quantity", "3"}).code,
            ExitCode::not_found);
}

TEST(SetQuantity, AsksForTheAbsoluteTotal) {
  CannedServer server;
  server.answer("POST /v1/quotes", 200, quote);
  server.answer("POST /v1/subscriptions/" + id + "/quantity", 200, subscription);
  const Outcome outcome = run_at(server, {"set-quantity", id, "105", "--when", "renewal"},
                                 {.answers = {"y"}, .is_there = true});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_NE(outcome.err.find("Change the total to 105?"), std::string::npos);
  EXPECT_EQ(server.last().body, R"({"quantity":105,"when":"renewal",)"
                                R"("expectedTotal":{"amount":"44.63","currency":"EUR"}})");
}

TEST(Cancel, HoldsTheServerToTheVersionThatWasShown) {
  CannedServer server;
  server.answer("GET /v1/subscriptions/" + id, 200, subscription, {{"ETag", "\"v7\""}});
  server.answer("POST /v1/quotes", 200, quote);
  server.answer("POST /v1/subscriptions/" + id + "/cancel", 200, subscription);
  const Outcome outcome =
      run_at(server, {"cancel", id, "--reason", "noLongerNeeded", "--feedback", "Done."},
             {.answers = {"y"}, .is_there = true});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_NE(outcome.err.find("People affected"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("Cancel Drawing Board?"), std::string::npos);
  EXPECT_EQ(server.last().header("If-Match"), "\"v7\"");
  EXPECT_EQ(server.last().body, R"({"reason":"noLongerNeeded","feedback":"Done."})");
}

TEST(Assign, LooksUpAddressesAndTellsEachOutcome) {
  CannedServer server;
  server.answer(
      "GET /v1/users?search=minji%40example.com&limit=200", 200,
      R"({"items":[{"id":")" + person_id + R"(","email":"Minji@example.com"}],"nextCursor":null})");
  server.answer(
      "POST /v1/subscriptions/" + id + "/assignments", 200,
      R"({"results":[{"userId":")" + person_id + R"(","outcome":"assigned"}],"available":4})");
  const Outcome outcome = run_at(server, {"assign", id, "minji@example.com"});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_EQ(server.last().body, R"({"userIds":[")" + person_id + R"("]})");
  EXPECT_NE(outcome.out.find("minji@example.com  assigned"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.err, "4 licenses are available now.\n");
}

TEST(Assign, MakesAJobOfMoreThanTwentyPeople) {
  CannedServer server;
  const std::string job = R"({"id":"j1","kind":"assignLicenses","rowsTotal":21,"rowsDone":)";
  server.answer("POST /v1/subscriptions/" + id + "/assignment-jobs", 202, R"({"id":"j1"})");
  server.answer("GET /v1/jobs/j1?limit=1", 200, job + R"(3,"state":"running","results":{}})");
  server.answer("GET /v1/jobs/j1?limit=1", 200, job + R"(21,"state":"done","results":{}})");
  server.answer("GET /v1/jobs/j1?limit=200", 200,
                job + R"(21,"state":"done","results":{"items":[)"
                      R"({"row":1,"input":"p0@example.com","outcome":"assigned"},)"
                      R"({"row":2,"input":"p1@example.com","outcome":"refused",)"
                      R"("reason":"guest","userId":null}],"nextCursor":null}})");
  std::string people = "E-mail,Team\n";
  for (int i = 0; i < 21; ++i) people += "p" + std::to_string(i) + "@example.com,Design\n";
  const Outcome outcome = run_at(server, {"assign", id, "--file", "-"}, {.input = people});
  EXPECT_EQ(outcome.code, ExitCode::conflict) << outcome.err;
  EXPECT_EQ(outcome.waits_ms, std::vector<int>{500});
  EXPECT_NE(outcome.out.find("p1@example.com  refused  guest"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.out.find("p0@example.com"), std::string::npos) << outcome.out;
}

TEST(Assign, LetsAJobGoOnWhenTheWaitIsOver) {
  CannedServer server;
  server.answer("GET /v1/jobs/j1?limit=1", 200, R"({"id":"j1","state":"running"})");
  const Outcome outcome = run_at(server, {"job", "j1", "--wait", "2"});
  EXPECT_EQ(outcome.code, ExitCode::waiting);
  EXPECT_EQ(outcome.waits_ms.size(), 4U);
}

TEST(Pay, ShowsWhatIsOwed) {
  CannedServer server;
  server.answer("GET /v1/invoices/" + id, 200,
                R"({"number":"A-7","amountDue":{"amount":"9.00","currency":"EUR"}})",
                {{"ETag", "\"v1\""}});
  server.answer("POST /v1/invoices/" + id + "/pay", 200, R"({"number":"A-7"})");
  const Outcome outcome = run_at(server, {"pay", id}, {.answers = {"y"}, .is_there = true});
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_NE(outcome.err.find("Pay 9.00 EUR of invoice A-7?"), std::string::npos);
  EXPECT_EQ(server.last().body, "{}");
  EXPECT_EQ(server.last().header("If-Match"), "\"v1\"");
}

constexpr const char* catalog_file = R"toml(
[[products]]
sku = "DRAW-1"
name = "그리기"
  [[products.offers]]
  code = "monthly"
  term = "monthly"
  trial = {days = 30, needsPaymentMethod = true}
  prices = [{price = "12.50 EUR", validFrom = 2026-01-01},
            {price = "15000 KRW", country = "KR", validFrom = 2026-01-01T09:00:00+09:00}]
[[taxes]]
country = "DE"
category = "standard"
rate = 19
validFrom = 2026-01-01
)toml";

TEST(CatalogFile, BecomesTheJsonOfTheApi) {
  const auto json = catalog_json(catalog_file, "catalog.toml");
  ASSERT_TRUE(json) << json.error().detail;
  const auto document = json::Document::parse(*json);
  ASSERT_TRUE(document) << *json;
  const json::Node product = document->root().member("products").element(0);
  EXPECT_EQ(product.member("name").text(), "그리기");
  const json::Node prices = product.member("offers").element(0).member("prices");
  EXPECT_EQ(prices.element(0).member("price").dump(), R"({"amount":"12.50","currency":"EUR"})");
  EXPECT_EQ(prices.element(0).member("validFrom").text(), "2026-01-01T00:00:00.000Z");
  EXPECT_EQ(prices.element(1).member("validFrom").text(), "2026-01-01T00:00:00.000Z");
  const json::Node tax = document->root().member("taxes").element(0);
  EXPECT_EQ(tax.member("rate").text(), "19");
  EXPECT_EQ(tax.member("validFrom").text(), "2026-01-01");
}

TEST(CatalogFile, ComesBackFromWhatTheServerHas) {
  const auto first = json::Document::parse(catalog_json(catalog_file, "a").value());
  const std::string toml = catalog_toml(first->root());
  const auto second = catalog_json(toml, "b");
  ASSERT_TRUE(second) << second.error().detail << "\n" << toml;
  EXPECT_EQ(json::Document::parse(*second)->root().dump(), first->root().dump()) << toml;
  const auto empty = json::Document::parse(R"({"products":[],"taxes":[]})");
  const auto again = catalog_json(catalog_toml(empty->root()), "c");
  EXPECT_EQ(again.value(), R"({"products":[],"taxes":[]})");
}

TEST(CatalogFile, NamesTheLineThatIsWrong) {
  EXPECT_EQ(catalog_json("a = 1\nb = 9.5\n", "x.toml").error().detail,
            "x.toml:2: numbers with a point are not exact; write the value in quotes.");
  EXPECT_EQ(catalog_json("a = 1\nb = \n", "x.toml").error().detail.substr(0, 9), "x.toml:2:");
}

TEST(CatalogApply, ShowsTheDifferencesBeforeItAsks) {
  CannedServer server;
  server.answer("GET /v1/catalog", 200, "{}", {{"ETag", "\"c1\""}});
  server.answer("PUT /v1/catalog?dryRun=true", 200,
                R"({"applied":false,"changes":[{"change":"added","path":"products/DRAW-1",)"
                R"("before":null,"after":"Drawing Board"}]})");
  server.answer("PUT /v1/catalog", 200, R"({"applied":true,"changes":[]})");
  const std::vector<std::string> arguments{"catalog", "apply", "-"};
  const Person no{.answers = {"n"}, .is_there = true, .input = catalog_file};
  EXPECT_EQ(run_at(server, arguments, no).code, ExitCode::said_no);
  EXPECT_EQ(server.calls().back(), "PUT /v1/catalog?dryRun=true");
  const Person yes{.answers = {"y"}, .is_there = true, .input = catalog_file};
  const Outcome outcome = run_at(server, arguments, yes);
  EXPECT_EQ(outcome.code, ExitCode::ok) << outcome.err;
  EXPECT_NE(outcome.err.find("added   products/DRAW-1"), std::string::npos) << outcome.err;
  EXPECT_EQ(server.calls().back(), "PUT /v1/catalog");
  EXPECT_EQ(server.last().header("If-Match"), "\"c1\"");
}

}  // namespace
}  // namespace perseat::cli
