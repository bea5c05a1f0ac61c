// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/exit_code.h"

#include <utility>

namespace perseat::cli {
namespace {

constexpr std::string_view usage_reason = "usage";
constexpr std::string_view said_no_reason = "saidNo";

}  // namespace

Error usage_error(std::string detail) {
  return {ErrorCode::invalid, std::string(usage_reason), std::move(detail), {}, {}};
}

Error said_no() {
  return {ErrorCode::conflict, std::string(said_no_reason), "Nothing was done.", {}, {}};
}

ExitCode exit_code_of(const Error& error) {
  if (error.reason == usage_reason) return ExitCode::usage;
  if (error.reason == said_no_reason) return ExitCode::said_no;
  switch (error.code) {
    case ErrorCode::invalid:
    case ErrorCode::limit_exceeded: return ExitCode::invalid;
    case ErrorCode::unauthenticated: return ExitCode::not_signed_in;
    case ErrorCode::forbidden:
    case ErrorCode::policy_denied: return ExitCode::forbidden;
    case ErrorCode::not_found: return ExitCode::not_found;
    case ErrorCode::conflict:
    case ErrorCode::precondition_failed: return ExitCode::conflict;
    case ErrorCode::payment_declined: return ExitCode::declined;
    case ErrorCode::unavailable: return ExitCode::unavailable;
    case ErrorCode::internal: return ExitCode::fault;
  }
  return ExitCode::fault;
}

ErrorCode error_code_of_status(int status) {
  switch (status) {
    case 400:
    case 413:
    case 422:
    case 431: return ErrorCode::invalid;
    case 401: return ErrorCode::unauthenticated;
    case 402: return ErrorCode::payment_declined;
    case 403: return ErrorCode::forbidden;
    case 404: return ErrorCode::not_found;
    case 409: return ErrorCode::conflict;
    case 412: return ErrorCode::precondition_failed;
    case 408:
    case 429:
    case 502:
    case 503:
    case 504: return ErrorCode::unavailable;
    default: return ErrorCode::internal;
  }
}

}  // namespace perseat::cli
