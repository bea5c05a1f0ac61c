// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/web/web_app.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace perseat::http {
namespace {

constexpr const char* browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

WebApp sample_app() {
  const WebContents contents{{"/index.html", "page"},
                             {"/index.html.br", "page br"},
                             {"/index.html.gz", "page gz"},
                             {"/robots.txt", "robots"},
                             {"/favicon.svg", "<svg/>"},
                             {"/assets/app-1.js", "script"},
                             {"/assets/app-1.js.br", "script br"},
                             {"/docs/index.html", "docs"},
                             {"/docs/ui.js", "ui"}};
  return {WebFiles(contents), {.scripts = {}, .frames = "http://cards.example", .connections = {}}};
}

net::Request get(std::string target, net::Headers headers = {{"Accept", browser}}) {
  net::Request request;
  request.method = "GET";
  request.target = std::move(target);
  request.headers = std::move(headers);
  return request;
}

std::string value_of(const net::Response& response, std::string_view name) {
  for (const auto& [own, value] : response.headers) {
    if (own == name) return value;
  }
  return "";
}

// The body, the status when it is not 200, or "-" for what is not the web app's.
std::string answered(const WebApp& app, const net::Request& request) {
  const auto response = app.answer(request);
  if (!response) return "-";
  return response->status == 200 ? response->body : std::to_string(response->status);
}

TEST(WebApp, AnswersFilesAndItsPageAndLeavesTheRest) {
  const WebApp app = sample_app();
  const std::pair<std::string, std::string> rows[] = {{"/", "page"},
                                                      {"/?from=mail", "page"},
                                                      {"/index.html", "page"},
                                                      {"/robots.txt", "robots"},
                                                      {"/assets/app-1.js", "script"},
                                                      {"/subscriptions", "page"},
                                                      {"/subscriptions/1/licenses?x=y", "page"},
                                                      {"/v2", "page"},
                                                      {"/assetsx", "page"},
                                                      {"/docs/", "docs"},
                                                      {"/docs", "308"},
                                                      {"/docs/ui.js", "ui"},
                                                      {"/docs/nothing.js", "-"},
                                                      {"/assets", "-"},
                                                      {"/assets/", "-"},
                                                      {"/assets/app-2.js", "-"},
                                                      {"/assets/../index.html", "-"},
                                                      {"/v1", "-"},
                                                      {"/v1/", "-"},
                                                      {"/v1/nothing", "-"},
                                                      {"/v1.0/me", "-"},
                                                      {"/scim/v2/Users", "-"},
                                                      {"/webhooks/payments", "-"},
                                                      {"/healthz/x", "-"},
                                                      {"/readyz/x", "-"},
                                                      {"/metrics/x", "-"},
                                                      {"/openapi.json/", "-"}};
  for (const auto& [target, answer] : rows) EXPECT_EQ(answered(app, get(target)), answer) << target;
}

TEST(WebApp, ShowsItsPageToThoseOnlyWhoTakeHtml) {
  const WebApp app = sample_app();
  const std::pair<std::string, std::string> rows[] = {
      {browser, "page"}, {"*/*", "page"},           {"text/*", "page"},
      {"", "-"},         {"application/json", "-"}, {"text/html;q=0, */*", "-"}};
  for (const auto& [accept, answer] : rows)
    EXPECT_EQ(answered(app, get("/subscriptions", {{"Accept", accept}})), answer) << accept;
  EXPECT_EQ(answered(app, get("/subscriptions", {})), "-");
  EXPECT_EQ(answered(app, get("/", {{"Accept", "application/json"}})), "page");
}

TEST(WebApp, AnswersOnlyReads) {
  const WebApp app = sample_app();
  for (const std::string method : {"POST", "PUT", "DELETE", "OPTIONS", "get"}) {
    net::Request request = get("/");
    request.method = method;
    EXPECT_EQ(answered(app, request), "-") << method;
  }
  net::Request request = get("/");
  request.method = "HEAD";
  EXPECT_EQ(answered(app, request), "page");
}

TEST(WebApp, ChoosesTheCodingAndSaysSo) {
  const WebApp app = sample_app();
  struct Row {
    std::string target;
    std::string accept_encoding;
    std::string body;
    std::string coding;
    std::string vary;
  };
  const Row rows[] = {{"/", "gzip, br", "page br", "br", "Accept-Encoding"},
                      {"/", "gzip, br;q=0", "page gz", "gzip", "Accept-Encoding"},
                      {"/", "", "page", "", "Accept-Encoding"},
                      {"/assets/app-1.js", "gzip", "script", "", "Accept-Encoding"},
                      {"/robots.txt", "gzip, br", "robots", "", ""}};
  for (const Row& row : rows) {
    const auto response = app.answer(get(row.target, {{"Accept-Encoding", row.accept_encoding}}));
    ASSERT_TRUE(response.has_value()) << row.target;
    EXPECT_EQ(response->body, row.body) << row.accept_encoding;
    EXPECT_EQ(value_of(*response, "Content-Encoding"), row.coding) << row.accept_encoding;
    EXPECT_EQ(value_of(*response, "Vary"), row.vary) << row.target;
  }
  EXPECT_EQ(answered(app, get("/robots.txt", {{"Accept-Encoding", "identity;q=0"}})), "406");
}

TEST(WebApp, IsKeptByCachesAsLongAsItsNamesHold) {
  const WebApp app = sample_app();
  const auto cached = [&](const std::string& target) {
    return value_of(*app.answer(get(target)), "Cache-Control");
  };
  EXPECT_EQ(cached("/assets/app-1.js"), "public, max-age=31536000, immutable");
  for (const std::string target : {"/", "/subscriptions", "/favicon.svg", "/docs/", "/docs/ui.js"})
    EXPECT_EQ(cached(target), "no-cache") << target;
}

TEST(WebApp, IsNotSentAgainToWhoHasIt) {
  const WebApp app = sample_app();
  const std::string plain = value_of(*app.answer(get("/")), "ETag");
  const std::string packed = value_of(*app.answer(get("/", {{"Accept-Encoding", "br"}})), "ETag");
  EXPECT_NE(plain, packed);
  const std::pair<std::string, std::string> rows[] = {
      {plain, "304"}, {"W/" + plain, "304"}, {"\"x\" , " + plain, "304"},
      {"*", "304"},   {packed, "page"},      {"\"x\"", "page"}};
  for (const auto& [known, answer] : rows)
    EXPECT_EQ(answered(app, get("/", {{"If-None-Match", known}})), answer) << known;
  const auto again = app.answer(get("/", {{"If-None-Match", plain}}));
  EXPECT_EQ(value_of(*again, "ETag"), plain);
  EXPECT_EQ(again->body, "");
}

TEST(WebApp, LetsNothingForeignIntoItsPages) {
  const WebApp app = sample_app();
  for (const std::string target : {"/", "/subscriptions", "/favicon.svg"}) {
    const auto response = app.answer(get(target));
    EXPECT_EQ(value_of(*response, "Content-Security-Policy"),
              "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
              "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
              "frame-src http://cards.example; base-uri 'none'; form-action 'self'; "
              "frame-ancestors 'none'; manifest-src 'self'");
    EXPECT_EQ(value_of(*response, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(value_of(*response, "Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_NE(value_of(*response, "Permissions-Policy"), "");
    EXPECT_EQ(value_of(*response, "X-Content-Type-Options"), "nosniff");
  }
  const std::string docs = value_of(*app.answer(get("/docs/")), "Content-Security-Policy");
  EXPECT_EQ(docs.find("http:"), std::string::npos);
  EXPECT_EQ(docs.find("eval"), std::string::npos);
  EXPECT_EQ(value_of(*app.answer(get("/assets/app-1.js")), "X-Content-Type-Options"), "nosniff");
}

TEST(WebApp, FramesNothingWithoutAGateway) {
  const WebApp app(WebFiles(WebContents{{"/index.html", "page"}}), {});
  const std::string policy = value_of(*app.answer(get("/")), "Content-Security-Policy");
  EXPECT_NE(policy.find("frame-src 'none';"), std::string::npos);
}

TEST(WebApp, TellsABrowserThatItWasNotBuilt) {
  const WebApp app(WebFiles(WebContents{}), {});
  const auto told = app.answer(get("/"));
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->status, 404);
  EXPECT_NE(told->body.find("./dev build"), std::string::npos);
  for (const std::string target : {"/subscriptions", "/docs", "/index.html"})
    EXPECT_EQ(answered(app, get(target)), "-") << target;
  EXPECT_EQ(answered(app, get("/", {{"Accept", "*/*"}})), "-");
  EXPECT_EQ(answered(app, get("/", {})), "-");
}

}  // namespace
}  // namespace perseat::http
