// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/fields_page.h"

#include <gtest/gtest.h>

#include <string>

namespace perseat::sandbox_gateway {
namespace {

net::Response page_of(const std::string& target, std::string_view key = "") {
  net::Request request;
  request.method = "GET";
  request.target = target;
  auto response = fields_answer(request, key);
  EXPECT_TRUE(response.has_value()) << target;
  return response.value_or(net::Response{});
}

std::string policy_of(const net::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Content-Security-Policy") return value;
  }
  return "";
}

bool holds(const net::Response& response, const std::string& text) {
  return response.body.find(text) != std::string::npos;
}

TEST(FieldsPage, MayBeFramedByTheParentThatItNames) {
  const std::pair<std::string, std::string> rows[] = {
      {"http%3A%2F%2Flocalhost%3A8080", "http://localhost:8080"},
      {"https://app.example", "https://app.example"},
      {"http://[::1]:8080", "http://[::1]:8080"}};
  for (const auto& [given, origin] : rows) {
    const auto page = page_of("/fields?parent=" + given);
    EXPECT_TRUE(policy_of(page).ends_with("frame-ancestors " + origin)) << policy_of(page);
    EXPECT_TRUE(holds(page, "data-parent=\"" + origin + "\"")) << origin;
  }
}

TEST(FieldsPage, IsFramedByNobodyWithoutAnOrigin) {
  for (const std::string given : {"", "null", "*", "app.example", "javascript:alert(1)", "http://",
                                  "http://a/b", "http://a%20b", "http://a;script-src%20*",
                                  "http://a%22onload=x", "http://*", "ftp://a", "HTTP://A"}) {
    const auto page = page_of("/fields?parent=" + given);
    EXPECT_TRUE(policy_of(page).ends_with("frame-ancestors 'none'")) << given;
    EXPECT_TRUE(holds(page, "data-parent=\"\"")) << given;
  }
  EXPECT_TRUE(policy_of(page_of("/fields?%")).ends_with("frame-ancestors 'none'"));
}

TEST(FieldsPage, RunsOnlyWhatIsItsOwn) {
  EXPECT_TRUE(policy_of(page_of("/fields"))
                  .starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "
                               "connect-src 'self'; "));
  EXPECT_FALSE(holds(page_of("/fields"), "<style"));
}

TEST(FieldsPage, SpeaksAndLooksAsAsked) {
  const std::pair<std::string, std::string> rows[] = {{"lang=ko", "lang=\"ko\""},
                                                      {"lang=zh-CN", "lang=\"zh-CN\""},
                                                      {"lang=fr", "lang=\"en\""},
                                                      {"theme=dark", "data-theme=\"dark\""},
                                                      {"theme=light", "data-theme=\"light\""},
                                                      {"theme=%22", "data-theme=\"\""},
                                                      {"only=cvc", "data-only=\"cvc\""},
                                                      {"only=number", "data-only=\"\""}};
  for (const auto& [query, text] : rows)
    EXPECT_TRUE(holds(page_of("/fields?" + query), text)) << query;
}

TEST(FieldsPage, KnowsThePublishableKey) {
  EXPECT_TRUE(holds(page_of("/fields", "pk_test_mine"), "data-key=\"pk_test_mine\""));
  EXPECT_TRUE(holds(page_of("/fields"), "data-key=\"pk_test_sandbox\""));
}

TEST(FieldsPage, LeavesNoMarkUnfilled) { EXPECT_FALSE(holds(page_of("/fields"), "@")); }

TEST(FieldsPage, ComesWithItsScriptAndStyle) {
  EXPECT_TRUE(page_of("/fields/fields.js").content_type.starts_with("text/javascript"));
  EXPECT_TRUE(holds(page_of("/fields/fields.js"), "postMessage"));
  EXPECT_TRUE(page_of("/fields/fields.css").content_type.starts_with("text/css"));
  for (const std::string target :
       {"/fields/", "/fields/fields.html", "/fields/../fields", "/field"}) {
    net::Request request;
    request.method = "GET";
    request.target = target;
    EXPECT_FALSE(fields_answer(request, "").has_value()) << target;
  }
}

}  // namespace
}  // namespace perseat::sandbox_gateway
