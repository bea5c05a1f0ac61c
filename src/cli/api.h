// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Calls of the server's API: the token, paging, problems as errors, and the patience to ask again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/http_client.h"
#include "cli/surroundings.h"

namespace perseat::cli {

struct Call {
  std::string method = "GET";
  std::string path = {};  // "/v1/products", encoded
  Pairs query = {};
  std::string body = {};             // JSON, or empty
  std::string idempotency_key = {};  // makes a change safe to repeat
  std::string if_match = {};
  std::string accept = "application/json";
  Pairs headers = {};  // any others
};

struct Connection {
  std::string server;   // "https://perseat.example.com"
  std::string token;    // empty: nobody
  std::string ca_file;  // empty: the system's authorities
};

// An answer of 2xx.
struct Reply {
  HttpAnswer http;
  std::optional<json::Document> document;  // if there is a JSON body

  [[nodiscard]] json::Node root() const { return document ? document->root() : json::Node(); }
};

// Pages read into one list. The rows live as long as the pages.
struct Listing {
  std::vector<json::Document> pages;
  std::vector<json::Node> rows;
  bool has_more = false;  // beyond what was asked for
};

class Api {
 public:
  // `failed_request_id` becomes that of each problem.
  Api(Connection connection, const Surroundings& around, std::string& failed_request_id)
      : connection_(std::move(connection)),
        around_(around),
        failed_request_id_(failed_request_id) {}

  // An answer with Retry-After is repeated up to 4 times, in all no longer than a minute: a 503 if
  // the call is a GET or has a key, and a 429 tooManyRequests. A problem comes back as the error it
  // describes.
  Result<Reply> call(const Call& call);
  // At most `rows_max` rows, page by page.
  Result<Listing> list(Call call, std::size_t rows_max);

  [[nodiscard]] const Connection& connection() const { return connection_; }

 private:
  Result<HttpAnswer> patiently(const Call& call, const HttpRequest& request);
  Error problem_of(const HttpAnswer& answer);

  Connection connection_;
  const Surroundings& around_;
  std::string& failed_request_id_;
};

}  // namespace perseat::cli
