// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What can go wrong, as a closed list that every layer shares.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace perseat {

// The kind of refusal. One table in adapters/http maps it to a status.
enum class ErrorCode {
  invalid,              // the request is wrong by itself; `field` says where
  unauthenticated,      // nobody, or an expired session or token
  forbidden,            // somebody who may see it but not do it
  not_found,            // absent, or in another organization
  conflict,             // right by itself, wrong in the present state
  precondition_failed,  // If-Match named another version
  policy_denied,        // the organization's policy says no
  payment_declined,     // the gateway or the bank says no
  limit_exceeded,       // too many, too large, too often
  unavailable,          // try again later: store or gateway is away
  internal              // our bug
};

// One wrong thing among several, e.g. one person of a list.
struct FieldError {
  std::string field;   // path in the request, e.g. "userIds[3]"
  std::string reason;  // stable camelCase word, declared in openapi.yaml
  std::string detail;  // a sentence for a person; never carries secrets

  bool operator==(const FieldError&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string reason;  // stable camelCase word, declared in openapi.yaml
  std::string detail;  // a sentence for a person; never carries secrets
  std::string field;   // path in the request, empty if no single field is to blame
  std::vector<FieldError> errors;

  bool operator==(const Error&) const = default;
};

inline Error invalid(std::string field, std::string reason, std::string detail) {
  return {ErrorCode::invalid, std::move(reason), std::move(detail), std::move(field), {}};
}
inline Error not_found(std::string detail = "There is no such resource.") {
  return {ErrorCode::not_found, "notFound", std::move(detail), {}, {}};
}
inline Error forbidden(std::string reason, std::string detail) {
  return {ErrorCode::forbidden, std::move(reason), std::move(detail), {}, {}};
}
inline Error conflict(std::string reason, std::string detail) {
  return {ErrorCode::conflict, std::move(reason), std::move(detail), {}, {}};
}
inline Error unavailable(std::string reason, std::string detail) {
  return {ErrorCode::unavailable, std::move(reason), std::move(detail), {}, {}};
}

}  // namespace perseat
