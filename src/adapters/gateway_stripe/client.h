// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Calls to the protocol and what their answers mean before anybody looks at the objects.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "adapters/gateway_stripe/http_client.h"
#include "base/json.h"
#include "base/result.h"

namespace perseat::gateway_stripe {

enum class ReplyKind {
  done,      // 2xx with a JSON object
  declined,  // 402: the card was refused; `error` is there
  refused,   // 4xx: what was asked is wrong; `error` may be there
  not_done,  // certainly not carried out: never sent, or turned away at the door
  unknown    // perhaps carried out
};

struct Reply {
  ReplyKind kind = ReplyKind::unknown;
  int status = 0;
  bool is_replayed = false;
  std::shared_ptr<json::Document> document;  // null without JSON

  [[nodiscard]] json::Node root() const;
  [[nodiscard]] json::Node error() const;         // absent unless it is an object
  [[nodiscard]] std::string error_code() const;   // "resource_missing", or empty
  [[nodiscard]] std::string error_param() const;  // "amount", or empty
  // The idempotency key was used before with other parameters.
  [[nodiscard]] bool is_key_reused() const;
};

class Client {
 public:
  explicit Client(HttpOptions options) : http_(std::move(options)) {}

  [[nodiscard]] Reply get(const std::string& path);
  [[nodiscard]] Reply post(const std::string& path, const FormText& form, const std::string& key);

 private:
  [[nodiscard]] Reply send(const HttpCall& call);

  HttpClient http_;
};

// The error for a reply that is not `done`, where nothing depends on what became of the request.
[[nodiscard]] Error error_of(const Reply& reply);

// Ids go into addresses: only letters, digits and underscores, beginning with a letter, as all the
// gateway's ids do. So a card number given by mistake never leaves the program.
[[nodiscard]] bool is_gateway_id(std::string_view text);

}  // namespace perseat::gateway_stripe
