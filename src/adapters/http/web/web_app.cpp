// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/web/web_app.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "adapters/http/accept.h"

namespace perseat::http {
namespace {

// Addresses that never mean a page of the app; what is below /assets and /docs is there or not.
constexpr std::array<std::string_view, 10> not_pages{"v1",      "v1.0",   "scim",    "webhooks",
                                                     "healthz", "readyz", "metrics", "openapi.json",
                                                     "assets",  "docs"};

// Swagger UI sets styles from its script and shows its pictures from data URLs.
constexpr std::string_view docs_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

constexpr std::string_view unbuilt_page =
    "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Perseat</title>\n"
    "<h1>The web app is not here</h1>\n"
    "<p>The server runs, but the web app was not built. Build it with <code>./dev build</code> and "
    "start the server again, or name its folder with <code>--web</code>.\n"
    "<p>The API is there: <a href=\"/openapi.json\">openapi.json</a> describes it.\n</html>\n";

// Fluent UI writes its styles as style elements, so these have to be allowed.
std::string page_policy(const ForeignOrigins& foreign) {
  const auto sources = [](std::string_view own, const std::string& others) {
    if (others.empty()) return std::string(own.empty() ? "'none'" : own);
    return std::string(own) + (own.empty() ? "" : " ") + others;
  };
  return "default-src 'none'; script-src " + sources("'self'", foreign.scripts) +
         "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src " +
         sources("'self'", foreign.connections) + "; frame-src " + sources("", foreign.frames) +
         "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'";
}

void add_page_headers(net::Headers& headers, std::string_view policy) {
  headers.emplace_back("Content-Security-Policy", policy);
  headers.emplace_back("Referrer-Policy", "no-referrer");
  headers.emplace_back("Permissions-Policy",
                       "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
                       "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

// The weak comparison of RFC 9110 section 13.1.2: W/"x" names "x".
bool names_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view tag = take_element(if_none_match, ',');
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == etag) return true;
  }
  return false;
}

bool is_page(std::string_view path) {
  const std::string_view first = path.substr(1, path.find('/', 1) - 1);
  return std::ranges::find(not_pages, first) == not_pages.end();
}

bool takes_html(const net::Request& request) {
  const std::string_view accept = request.header("Accept");
  return !accept.empty() && choose_type(accept, {"text/html"}).has_value();
}

// A browser names HTML; whoever takes anything is better served with a problem in JSON.
bool prefers_html(const net::Request& request) {
  return choose_type(request.header("Accept"), {"application/problem+json", "text/html"}) ==
         "text/html";
}

net::Response tell_unbuilt() {
  net::Response response;
  response.status = 404;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  add_page_headers(response.headers, "default-src 'none'; frame-ancestors 'none'");
  response.body = unbuilt_page;
  return response;
}

// Relative links of the page below it would go astray without the slash.
net::Response send_to_docs() {
  net::Response response;
  response.status = 308;
  response.content_type.clear();
  response.headers = {{"Location", "/docs/"}, {"Cache-Control", "no-cache"}};
  return response;
}

}  // namespace

WebApp::WebApp(WebFiles files, const ForeignOrigins& foreign)
    : files_(std::move(files)), page_policy_(page_policy(foreign)) {}

std::optional<net::Response> WebApp::answer(const net::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const std::string_view path = request.path();
  if (files_.empty()) {
    if (path == "/" && prefers_html(request)) return tell_unbuilt();
    return std::nullopt;
  }
  const WebFile* const docs = files_.find("/docs/index.html");
  if (docs != nullptr && path == "/docs") return send_to_docs();
  if (docs != nullptr && path == "/docs/") return serve(*docs, request, docs_policy);
  if (const WebFile* const file = files_.find(path))
    return serve(*file, request, path.starts_with("/docs/") ? docs_policy : page_policy_);
  const bool is_app = path == "/" || (is_page(path) && takes_html(request));
  if (is_app) return serve(*files_.find("/index.html"), request, page_policy_);
  return std::nullopt;
}

net::Response WebApp::serve(const WebFile& file, const net::Request& request,
                            std::string_view policy) const {
  net::Response response;
  std::vector<std::string_view> codings;
  for (const WebFile::Variant& variant : file.variants) codings.push_back(variant.coding);
  if (codings.size() > 1) response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  const auto coding = choose_coding(request.header("Accept-Encoding"), codings);
  if (!coding) {
    response.status = 406;
    response.content_type = "text/plain; charset=utf-8";
    response.body = "None of the codings in Accept-Encoding is to be had.\n";
    return response;
  }
  const auto& variant = *std::ranges::find(file.variants, *coding, &WebFile::Variant::coding);
  response.content_type = file.content_type;
  response.headers.emplace_back("ETag", variant.etag);
  response.headers.emplace_back(
      "Cache-Control", file.is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  // A picture that is opened by itself is a page too, and may hold a script.
  if (file.content_type.starts_with("text/html") || file.content_type.starts_with("image/svg"))
    add_page_headers(response.headers, policy);
  if (names_etag(request.header("If-None-Match"), variant.etag)) {
    response.status = 304;
    return response;
  }
  if (*coding != "identity") response.headers.emplace_back("Content-Encoding", *coding);
  response.body = variant.body;
  return response;
}

}  // namespace perseat::http
