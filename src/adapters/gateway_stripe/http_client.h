// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// HTTP to the gateway: connections are kept and shared by all threads, every call ends within its
// timeouts, certificates are verified and redirects are not followed. What matters most is told
// exactly: whether a request may have reached the gateway.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"

namespace perseat::gateway_stripe {

struct HttpOptions {
  std::string base_url;
  std::string secret_key;
  std::string protocol_version;
  std::string ca_file;  // PEM; empty: the system's
  int connect_timeout_ms = 2'000;
  int total_timeout_ms = 10'000;
};

enum class Delivery {
  answered,
  not_sent,  // certainly: no connection came about
  lost       // it may have been received, and there is no answer
};

struct HttpCall {
  bool is_post = false;
  std::string path;  // with the query, encoded
  std::string form;  // of a POST, encoded
  std::string idempotency_key;
};

struct HttpReply {
  Delivery delivery = Delivery::not_sent;
  int status = 0;
  bool is_replayed = false;  // the gateway repeats an earlier answer
  std::string body;
  std::string failure;  // the library's words when not answered; no secrets
};

class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  [[nodiscard]] HttpReply send(const HttpCall& call);

 private:
  struct Handle;
  [[nodiscard]] std::unique_ptr<Handle> take_handle();
  void give_back(std::unique_ptr<Handle> handle);

  const HttpOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Handle>> idle_;  // each with its open connection
};

// Form encoding (application/x-www-form-urlencoded), also good for queries and path segments.
[[nodiscard]] std::string percent_encode(std::string_view text);

class FormText {
 public:
  FormText& add(std::string_view name, std::string_view value);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace perseat::gateway_stripe
