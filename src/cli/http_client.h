// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One HTTP exchange with a Perseat server. Redirects are not followed, so that a token goes only
// where it was meant to.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace perseat::cli {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  Pairs headers;
  std::string body;     // sent as application/json unless empty
  std::string ca_file;  // PEM of the authorities to trust; empty: the system's
};

struct HttpAnswer {
  int status = 0;
  Pairs headers;  // in their order; names in lower case
  std::string body;

  // Empty if absent. `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// `unavailable` when no answer comes: no connection in 10 s, no whole answer in 120 s, an
// untrusted certificate, or more than 64 MiB.
[[nodiscard]] Result<HttpAnswer> exchange(const HttpRequest& request);

// As RFC 3986 writes it in a path or query: all but letters, digits and -._~ as %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace perseat::cli
