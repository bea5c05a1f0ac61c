// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/fields_page.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "base/check.h"
#include "sandbox_gateway/html.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr std::string_view any_test_key = "pk_test_sandbox";
constexpr std::size_t origin_bytes_max = 260;  // "https://", a host name of 253 and a port, almost

std::string_view content_of(std::string_view name) {
  const auto files = fields_files();
  const auto found = std::ranges::find(files, name, &FieldsFile::name);
  return found == files.end() ? std::string_view() : found->content;
}

// "http://localhost:8080": what a browser writes as an origin, and nothing that could end the
// directive of a policy.
bool is_origin(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  if (scheme == 0 || text.size() == scheme || text.size() > origin_bytes_max) return false;
  return std::ranges::all_of(text.substr(scheme), [](char c) {
    const bool is_letter = c >= 'a' && c <= 'z';
    const bool is_digit = c >= '0' && c <= '9';
    return is_letter || is_digit || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  });
}

// The parameter if it is one of the known values, or else the first of them.
std::string_view choice(const net::Headers& query, std::string_view name,
                        std::initializer_list<std::string_view> known) {
  for (const auto& [own, value] : query) {
    const auto* const found = std::ranges::find(known, std::string_view(value));
    if (own == name && found != known.end()) return *found;
  }
  return *known.begin();
}

std::string parent_of(const net::Headers& query) {
  for (const auto& [name, value] : query) {
    if (name == "parent" && is_origin(value)) return value;
  }
  return "";
}

std::string filled(std::string_view text,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string page(text);
  for (const auto& [name, value] : values) {
    const std::string mark = "@" + std::string(name) + "@";
    const std::size_t place = page.find(mark);
    CHECK(place != std::string::npos);
    page.replace(place, mark.size(), escape_html(value));
  }
  return page;
}

net::Response fields_response(std::string_view content_type, std::string body) {
  net::Response response;
  response.content_type = content_type;
  response.headers = {{"Cache-Control", "no-store"},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Content-Type-Options", "nosniff"}};
  response.body = std::move(body);
  return response;
}

net::Response fields_page(const net::Request& request, std::string_view publishable_key) {
  const net::Headers query = net::parse_query(request.query()).value_or(net::Headers{});
  const std::string parent = parent_of(query);
  net::Response response =
      fields_response("text/html; charset=utf-8",
                      filled(content_of("fields.html"),
                             {{"lang", choice(query, "lang", {"en", "ko", "de", "zh-CN"})},
                              {"theme", choice(query, "theme", {"", "light", "dark"})},
                              {"only", choice(query, "only", {"", "cvc"})},
                              {"parent", parent},
                              {"key", publishable_key.empty() ? any_test_key : publishable_key}}));
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      "base-uri 'none'; form-action 'none'; frame-ancestors " +
          (parent.empty() ? "'none'" : parent));
  return response;
}

}  // namespace

std::optional<net::Response> fields_answer(const net::Request& request,
                                           std::string_view publishable_key) {
  const std::string_view path = request.path();
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (path == "/fields") return fields_page(request, publishable_key);
  if (path == "/fields/fields.js")
    return fields_response("text/javascript; charset=utf-8", std::string(content_of("fields.js")));
  if (path == "/fields/fields.css")
    return fields_response("text/css; charset=utf-8", std::string(content_of("fields.css")));
  return std::nullopt;
}

}  // namespace perseat::sandbox_gateway
