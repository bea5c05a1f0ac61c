// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/exchange.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "adapters/http/card_check.h"
#include "adapters/http/error_response.h"
#include "adapters/http/router.h"
#include "base/hash.h"
#include "base/json_filter.h"
#include "base/log.h"
#include "base/text.h"

namespace perseat::http {
namespace {

constexpr std::int64_t limit_default = 50;
constexpr std::int64_t limit_max = 200;
constexpr std::size_t repetitions_max = 100;
constexpr std::size_t idempotency_key_length_max = 255;

Error wrong_parameter(std::string_view name, std::string_view expected) {
  return invalid(std::string(name), "wrongType",
                 std::string(name) + " must be " + std::string(expected) + ".");
}

Instant wall_clock() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

bool is_json(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return type == "application/json" || type == "application/json ";
}

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x21 && c <= 0x7e; });
}

}  // namespace

std::optional<std::string> Parameters::text(std::string_view name) const {
  for (const auto& [known, value] : values_) {
    if (known == name) return value;
  }
  return std::nullopt;
}

Result<std::optional<std::int64_t>> Parameters::integer(std::string_view name) const {
  const auto given = text(name);
  if (!given) return std::optional<std::int64_t>{};
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (failure != std::errc() || end != given->data() + given->size())
    return wrong_parameter(name, "a whole number");
  return std::optional<std::int64_t>{value};
}

Result<std::optional<Date>> Parameters::date(std::string_view name) const {
  const auto given = text(name);
  if (!given) return std::optional<Date>{};
  const auto date = parse_date(*given);
  if (!date) return invalid(std::string(name), "malformedDate", "Give a day such as 2026-01-31.");
  return std::optional<Date>{*date};
}

Result<std::optional<Instant>> Parameters::instant(std::string_view name) const {
  const auto given = text(name);
  if (!given) return std::optional<Instant>{};
  const auto instant = parse_instant(*given);
  if (!instant) return wrong_parameter(name, "a time such as 2026-01-31T09:30:00Z");
  return std::optional<Instant>{*instant};
}

Result<std::optional<bool>> Parameters::boolean(std::string_view name) const {
  const auto given = text(name);
  if (!given) return std::optional<bool>{};
  if (*given != "true" && *given != "false") return wrong_parameter(name, "true or false");
  return std::optional<bool>{*given == "true"};
}

Result<std::optional<Uuid>> Parameters::uuid_of(std::string_view name) const {
  const auto given = text(name);
  if (!given) return std::optional<Uuid>{};
  const auto uuid = parse_uuid(*given);
  if (!uuid) return invalid(std::string(name), "malformedId", "Give a UUID.");
  return std::optional<Uuid>{*uuid};
}

Result<std::vector<Uuid>> Parameters::uuids_of(std::string_view name) const {
  std::vector<Uuid> found;
  for (const auto& [known, value] : values_) {
    if (known != name) continue;
    const auto uuid = parse_uuid(value);
    if (!uuid) return invalid(std::string(name), "malformedId", "Give a UUID.");
    found.push_back(*uuid);
  }
  if (found.size() > repetitions_max)
    return invalid(std::string(name), "tooMany", "At most 100 at once.");
  return found;
}

Result<queries::Page> Parameters::page() const {
  return queries::Page{TRY(limit()), text("cursor").value_or("")};
}

Result<std::int64_t> Parameters::limit() const {
  const auto given = TRY(integer("limit"));
  if (!given) return limit_default;
  if (*given < 1 || *given > limit_max)
    return invalid("limit", "outOfRange", "limit must be 1 to 200.");
  return *given;
}

Exchange::Exchange(net::Request request, net::Respond respond, std::string request_id)
    : request_(std::move(request)),
      respond_(std::move(respond)),
      request_id_(std::move(request_id)),
      arrived_at_(wall_clock()) {}

Exchange::~Exchange() {
  if (!answered_) fail(engine::bug_error());
}

std::string_view Exchange::path_text(std::string_view name) const {
  for (const auto& [known, value] : path_values_) {
    if (known == name) return value;
  }
  return {};
}

Result<Parameters> Exchange::parameters(std::initializer_list<std::string_view> known,
                                        std::string_view repeatable) const {
  auto values = net::parse_query(request_.query());
  if (!values) return invalid("", "malformedQuery", "The query string cannot be decoded.");
  for (auto at = values->begin(); at != values->end(); ++at) {
    const std::string name(cut_text(at->first, 64));
    if (std::find(known.begin(), known.end(), at->first) == known.end())
      return invalid(name, "unknownParameter", "This parameter is not known here.");
    if (at->first == repeatable) continue;
    const auto is_same = [&](const auto& other) { return other.first == at->first; };
    if (std::find_if(values->begin(), at, is_same) != at)
      return invalid(name, "repeatedParameter", "This parameter is given twice.");
  }
  return Parameters(std::move(*values));
}

Result<json::Document> Exchange::parsed_body() const {
  if (!is_json(request_.header("Content-Type")))
    return invalid("", "unsupportedMediaType", "Send the body as application/json.");
  json::Document document = TRY(json::Document::parse(request_.body));
  TRY(refuse_card_numbers(document.root()));
  return document;
}

Result<engine::Call> Exchange::call() const {
  engine::Call call;
  call.actor = principal_.actor;
  call.request_id = request_id_;
  call.if_match = request_.header("If-Match");
  if (call.if_match == "*") call.if_match.clear();
  const std::string_view key = request_.header("Idempotency-Key");
  if (key.data() == nullptr) {
    if (route_->moves_money)
      return invalid("Idempotency-Key", "idempotencyKeyRequired",
                     "This moves money: send an Idempotency-Key, new for each intent.");
    return call;
  }
  if (key.empty() || key.size() > idempotency_key_length_max || !is_visible_ascii(key))
    return invalid("Idempotency-Key", "malformedIdempotencyKey",
                   "An Idempotency-Key has 1 to 255 printable ASCII characters.");
  if (!route_->keeps_answers) return call;
  const std::string_view path = request_.path();
  std::string fingerprint;
  fingerprint.reserve(route_->operation_id.size() + path.size() + request_.body.size() + 2);
  fingerprint.append(route_->operation_id).append("\n").append(path).append("\n");
  // A quick hash of a password would give it away to whoever reads the database.
  fingerprint += route_->takes_password ? json::dump_without(TRY(parsed_body()).root(), "password")
                                        : request_.body;
  call.idempotency = engine::IdempotencyClaim{std::string(key), sha256_hex(fingerprint)};
  return call;
}

void Exchange::send(net::Response response) {
  CHECK(!answered_);
  answered_ = true;
  response.headers.emplace_back("X-Request-Id", request_id_);
  response.headers.emplace_back("Cache-Control", "no-store");
  {
    LogLine line = log_info("request");
    line.with("requestId", request_id_).with("method", request_.method);
    line.with("operation", route_ == nullptr ? "-" : route_->operation_id.c_str());
    line.with("status", response.status).with("ms", wall_clock().ms - arrived_at_.ms);
    if (!principal_.actor.user.is_nil())
      line.with("organization", principal_.actor.org).with("user", principal_.actor.user);
  }
  respond_(std::move(response));
}

void Exchange::fail(const Error& error) {
  if (error.code == ErrorCode::internal || error.code == ErrorCode::unavailable)
    log_error("failure").with("requestId", request_id_).with("reason", error.reason);
  send(problem(error, request_id_));
}

void Exchange::fail_for_now(const Error& error, std::int64_t wait_ms) {
  net::Response response = problem(error, request_id_);
  const std::int64_t wait_s = std::max<std::int64_t>(1, (wait_ms + 999) / 1000);
  response.headers.emplace_back("Retry-After", std::to_string(wait_s));
  send(std::move(response));
}

void Exchange::send_json(std::string body, std::string_view etag) {
  net::Response response;
  response.body = std::move(body);
  if (!etag.empty()) response.headers.emplace_back("ETag", etag);
  send(std::move(response));
}

void Exchange::send_answer(engine::Answer answer) {
  net::Response response;
  response.status = answer.status;
  response.body = std::move(answer.body);
  if (!answer.etag.empty()) response.headers.emplace_back("ETag", std::move(answer.etag));
  if (answer.replayed) response.headers.emplace_back("Idempotency-Replayed", "true");
  const bool has_made = answer.status == 201 || answer.status == 202;
  if (has_made && !route_->location.empty())
    response.headers.emplace_back("Location", route_->location + format_uuid(answer.subject));
  send(std::move(response));
}

}  // namespace perseat::http
