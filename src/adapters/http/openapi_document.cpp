// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Puts the pieces of the contract together; tools/embed_openapi generates them.
#include "adapters/http/openapi_document.h"

#include <string>

namespace perseat::http {

std::string_view openapi_json() {
  static const std::string document = [] {
    std::string whole;
    for (const std::string_view piece : openapi_pieces()) whole += piece;
    return whole;
  }();
  return document;
}

}  // namespace perseat::http
