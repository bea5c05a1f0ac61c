// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Which operation a method and path mean, and what holds for it. The set of routes and the
// operations of api/openapi.yaml are the same; a test holds them together.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/exchange.h"

namespace perseat::http {

// What an API token must carry to use an operation; a session may use all.
enum class Scope { none, read, buy, assign, pay, administer, operate };

// What a request costs that hashes a password, which takes as long as some twenty others.
inline constexpr std::int64_t hashing_price = 20;

// Answers the exchange, now or later; an error is answered as a problem.
using RouteHandler = std::function<Result<void>(const ExchangePtr&)>;

struct Route {
  std::string method;
  std::string path;  // as in the contract, with {names}
  std::string operation_id;
  Scope scope = Scope::read;
  RouteHandler handle = {};
  bool is_public = false;       // nobody needs to be signed in
  bool moves_money = false;     // requires an Idempotency-Key
  bool keeps_answers = true;    // of an Idempotency-Key; not where the answer holds a secret
  bool takes_password = false;  // as "password": kept out of what is remembered of a request
  std::string location = {};    // of what a 201 or 202 made: this and its id
  std::int64_t price = 1;       // of a request, in tokens of the caller's rate limit
  std::string_view query_parameters = {};  // from the contract; with spaces between them
};

class Router {
 public:
  void add(Route route);

  struct Match {
    const Route* route = nullptr;
    std::vector<std::pair<std::string_view, std::string>> values;
    std::string allowed_methods;  // of the path, when only the method is wrong
  };
  [[nodiscard]] Match find(std::string_view method, std::string_view path) const;
  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  std::vector<std::unique_ptr<Route>> routes_;
  std::vector<std::vector<std::string>> segments_;  // of the route with the same index
};

}  // namespace perseat::http
