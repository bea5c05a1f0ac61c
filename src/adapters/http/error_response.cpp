// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/http/error_response.h"

#include <array>
#include <string>
#include <utility>

#include "base/json.h"

namespace perseat::http {
namespace {

// Where the reason says more than the code does: requests that cannot be read are 400, readable
// ones with something wrong in them 422.
constexpr std::array<std::pair<std::string_view, int>, 19> status_by_reason{
    {{"malformedJson", 400},
     {"tooDeep", 400},
     {"nulCharacter", 400},
     {"malformedHeader", 400},
     {"malformedQuery", 400},
     {"malformedRequest", 400},
     {"idempotencyKeyRequired", 400},
     {"malformedIdempotencyKey", 400},
     {"methodNotAllowed", 405},
     {"notAcceptable", 406},
     {"requestTimeout", 408},
     {"bodyTooLarge", 413},
     {"unsupportedMediaType", 415},
     {"headersTooLarge", 431},
     {"tooManyRequests", 429},
     {"tooManyAttempts", 429},
     {"tooManyStreams", 429},
     {"gatewayMisconfigured", 503},
     {"versionNotSupported", 505}}};

int status_of_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid: return 422;
    case ErrorCode::unauthenticated: return 401;
    case ErrorCode::forbidden: return 403;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict: return 409;
    case ErrorCode::precondition_failed: return 412;
    case ErrorCode::policy_denied: return 403;
    case ErrorCode::payment_declined: return 402;
    case ErrorCode::limit_exceeded: return 422;
    case ErrorCode::unavailable: return 503;
    case ErrorCode::internal: return 500;
  }
  return 500;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad request";
    case 401: return "Not signed in";
    case 402: return "Payment declined";
    case 403: return "Forbidden";
    case 404: return "Not found";
    case 405: return "Method not allowed";
    case 406: return "Not acceptable";
    case 408: return "Request timeout";
    case 409: return "Conflict";
    case 412: return "Precondition failed";
    case 413: return "Body too large";
    case 415: return "Unsupported media type";
    case 422: return "Invalid request";
    case 429: return "Too many requests";
    case 431: return "Headers too large";
    case 503: return "Unavailable";
    case 505: return "HTTP version not supported";
    default: return "Internal error";
  }
}

// Storage errors tell engine words; callers get ours, without what the engine said.
Error for_callers(const Error& error) {
  if (error.code == ErrorCode::internal)
    return {error.code, "internal", "A fault of this server. Nothing was changed.", {}, {}};
  if (error.reason == "storageFailed" || error.reason == "busy" || error.reason == "databaseAway")
    return {error.code, "databaseUnavailable", "The database is away. Try again later.", {}, {}};
  if (error.reason == "uniqueViolation" || error.reason == "checkViolation" ||
      error.reason == "foreignKeyViolation")
    return {error.code,
            "concurrentChange",
            "Somebody else changed the same at the same time. Load it again and retry.",
            {},
            {}};
  if (error.reason == "outcomeUnknown")
    return {error.code,
            error.reason,
            "The database broke off while it saved: the change may have been made or not. Repeat "
            "the request with the same Idempotency-Key, or look first.",
            {},
            {}};
  return error;
}

void write_errors(json::Writer& writer, const Error& error) {
  writer.key("errors").begin_array();
  const auto write = [&](const std::string& field, const std::string& reason,
                         const std::string& detail) {
    writer.begin_object().field("field", field).field("reason", reason);
    writer.field("detail", detail).end_object();
  };
  if (error.errors.empty() && !error.field.empty()) write(error.field, error.reason, error.detail);
  for (const FieldError& one : error.errors) write(one.field, one.reason, one.detail);
  writer.end_array();
}

}  // namespace

int status_of(const Error& error) {
  for (const auto& [reason, status] : status_by_reason) {
    if (reason == error.reason) return status;
  }
  return status_of_code(error.code);
}

net::Response problem(const Error& original, std::string_view request_id) {
  const Error error = for_callers(original);
  net::Response response;
  response.status = status_of(error);
  response.content_type = "application/problem+json";
  json::Writer writer(response.body);
  writer.begin_object().field("type", "/problems/" + error.reason);
  writer.field("title", title_of(response.status));
  writer.field("status", response.status);
  writer.field("detail", error.detail).field("reason", error.reason);
  writer.field("requestId", request_id);
  write_errors(writer, error);
  writer.end_object();
  if (response.status == 503) response.headers.emplace_back("Retry-After", "2");
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

net::Response transport_problem(int status) {
  const auto error_for = [](int known) -> Error {
    switch (known) {
      case 408: return {ErrorCode::invalid, "requestTimeout", "The request took too long.", {}, {}};
      case 413: return {ErrorCode::invalid, "bodyTooLarge", "The body is over 1 MiB.", {}, {}};
      case 431:
        return {ErrorCode::invalid, "headersTooLarge", "The headers are too large.", {}, {}};
      case 505: return {ErrorCode::invalid, "versionNotSupported", "Speak HTTP/1.1.", {}, {}};
      case 503: return unavailable("overloaded", "Too many connections. Try again soon.");
      default: return {ErrorCode::invalid, "malformedRequest", "The request breaks HTTP.", {}, {}};
    }
  };
  return problem(error_for(status), "-");
}

}  // namespace perseat::http
