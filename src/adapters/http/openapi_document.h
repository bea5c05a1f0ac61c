// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The contract that the server carries: api/openapi.yaml, turned into JSON when it is built.
#pragma once

#include <span>
#include <string_view>

namespace perseat::http {

struct OpenApiOperation {
  std::string_view method;  // upper case
  std::string_view path;    // with parameters in braces, e.g. "/v1/subscriptions/{id}"
  std::string_view operation_id;
  std::string_view query_parameters;  // their names, with spaces between them
};

// The whole document, for GET /openapi.json.
[[nodiscard]] std::string_view openapi_json();
// Every operation of the document, in its order.
[[nodiscard]] std::span<const OpenApiOperation> openapi_operations();
// The document in the pieces it is compiled in; openapi_json() is them in one.
[[nodiscard]] std::span<const std::string_view> openapi_pieces();

}  // namespace perseat::http
