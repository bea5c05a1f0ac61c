// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/exit_code.h"

namespace perseat::cli {
namespace {

constexpr int repetitions_max = 4;
constexpr int waiting_s_max = 60;
constexpr std::size_t page_rows_max = 200;

std::string url_of(const std::string& server, const Call& call) {
  std::string url = server + call.path;
  char separator = '?';
  for (const auto& [name, value] : call.query) {
    url += fmt::format("{}{}={}", separator, percent_encode(name), percent_encode(value));
    separator = '&';
  }
  return url;
}

// Seconds; nothing when absent or written as a date.
std::optional<int> retry_after_s(const HttpAnswer& answer) {
  const std::string_view text = answer.header("retry-after");
  int seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || failure != std::errc{} || end != text.data() + text.size() || seconds < 0)
    return std::nullopt;
  return seconds;
}

std::string text_or_empty(json::Node node, std::string_view name) {
  return std::string(node.member(name).text().value_or(""));
}

// Refused before anything was done, unlike a sign-in that has to wait after wrong passwords.
bool was_too_often(const HttpAnswer& answer) {
  if (answer.status != 429) return false;
  const auto problem = json::Document::parse(answer.body);
  return problem.has_value() && problem->root().member("reason").text() == "tooManyRequests";
}

}  // namespace

Result<HttpAnswer> Api::patiently(const Call& call, const HttpRequest& request) {
  const bool is_repeatable = call.method == "GET" || !call.idempotency_key.empty();
  int waited_s = 0;
  for (int repetition = 0;; ++repetition) {
    HttpAnswer answer = TRY(exchange(request));
    const auto wait_s = retry_after_s(answer);
    const bool is_worth_it = (is_repeatable && answer.status == 503) || was_too_often(answer);
    const bool may_repeat = is_worth_it && wait_s.has_value() && repetition < repetitions_max &&
                            waited_s + *wait_s <= waiting_s_max;
    if (!may_repeat) return answer;
    waited_s += *wait_s;
    if (around_.err_is_terminal)
      around_.err(fmt::format("The server asks to come back in {} s.\n", *wait_s));
    around_.sleep_ms(*wait_s * 1000);
  }
}

Error Api::problem_of(const HttpAnswer& answer) {
  failed_request_id_ = std::string(answer.header("x-request-id"));
  Error error;
  error.code = error_code_of_status(answer.status);
  error.reason = "unexpectedAnswer";
  error.detail = fmt::format("{} answered with status {}.", connection_.server, answer.status);
  const auto document = json::Document::parse(answer.body);
  if (!document) return error;
  const json::Node root = document->root();
  if (const auto detail = root.member("detail").text()) error.detail = *detail;
  if (const auto reason = root.member("reason").text()) error.reason = *reason;
  if (const auto id = root.member("requestId").text()) failed_request_id_ = *id;
  const json::Node errors = root.member("errors");
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const json::Node one = errors.element(i);
    error.errors.push_back(
        {text_or_empty(one, "field"), text_or_empty(one, "reason"), text_or_empty(one, "detail")});
  }
  return error;
}

Result<Reply> Api::call(const Call& call) {
  HttpRequest request;
  request.method = call.method;
  request.url = url_of(connection_.server, call);
  request.headers = call.headers;
  request.headers.emplace_back("Accept", call.accept);
  if (!connection_.token.empty())
    request.headers.emplace_back("Authorization", "Bearer " + connection_.token);
  if (!call.idempotency_key.empty())
    request.headers.emplace_back("Idempotency-Key", call.idempotency_key);
  if (!call.if_match.empty()) request.headers.emplace_back("If-Match", call.if_match);
  request.body = call.body;
  request.ca_file = connection_.ca_file;
  Reply reply{TRY(patiently(call, request)), {}};
  if (reply.http.status < 200 || reply.http.status > 299) return problem_of(reply.http);
  if (!reply.http.header("content-type").starts_with("application/json")) return reply;
  auto document = json::Document::parse(reply.http.body);
  if (!document)
    return Error{ErrorCode::internal,
                 "unexpectedAnswer",
                 connection_.server + " answered with JSON that is damaged.",
                 {},
                 {}};
  reply.document = std::move(document).value();
  return reply;
}

Result<Listing> Api::list(Call call, std::size_t rows_max) {
  Listing listing;
  std::string cursor;
  const Pairs filters = call.query;
  do {
    const std::size_t wanted = std::min(page_rows_max, rows_max - listing.rows.size());
    call.query = filters;
    call.query.emplace_back("limit", std::to_string(wanted));
    if (!cursor.empty()) call.query.emplace_back("cursor", cursor);
    Reply reply = TRY(this->call(call));
    const json::Node items = reply.root().member("items");
    if (!items.is_array())
      return Error{ErrorCode::internal,
                   "unexpectedAnswer",
                   connection_.server + " answered without a list.",
                   {},
                   {}};
    for (std::size_t i = 0; i < items.size(); ++i) listing.rows.push_back(items.element(i));
    const bool is_empty_page = items.size() == 0;
    cursor = text_or_empty(reply.root(), "nextCursor");
    listing.pages.push_back(std::move(*reply.document));
    if (is_empty_page) break;
  } while (!cursor.empty() && listing.rows.size() < rows_max);
  listing.has_more = !cursor.empty();
  return listing;
}

}  // namespace perseat::cli
