// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The sandbox without its sockets: takes a request, answers it. What it does with each: find the
// route, check the key, meet an ordered fault, replay or run the operation, make the change
// durable, answer.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "net/http_types.h"
#include "sandbox_gateway/faults.h"
#include "sandbox_gateway/journal.h"
#include "sandbox_gateway/operations.h"
#include "sandbox_gateway/routes.h"
#include "sandbox_gateway/state.h"
#include "sandbox_gateway/timer.h"

namespace perseat::sandbox_gateway {

struct ApiOptions {
  std::string data_file;         // the journal; empty: memory only
  std::string secret_key;        // empty: any key that begins with sk_test_
  std::string publishable_key;   // empty: any key that begins with pk_test_
  std::string public_url;        // empty: http:// and the request's Host
  std::function<Instant()> now;  // decides creation times and card expiry; empty: the system's
};

class Api {
 public:
  static Result<std::unique_ptr<Api>> open(ApiOptions options);

  // Safe to be called by several threads.
  void handle(net::Request&& request, net::Respond&& respond);

 private:
  enum class Caller { nobody, browser, server };
  // A request on its way through the steps.
  struct Work {
    net::Request request;
    net::Respond respond;
    const Route* route = nullptr;
    std::string id;
    Caller caller = Caller::nobody;
    std::string key;          // idempotency key, empty without one
    std::string fingerprint;  // of what the key was first used for
    std::optional<Fault> fault;
  };

  explicit Api(ApiOptions options) : options_(std::move(options)) {}

  void handle_protocol(Work work);
  using Page = net::Response (Api::*)(const net::Request& request);
  void handle_page(Page make, const net::Request& request, net::Respond respond);
  [[nodiscard]] net::Response control(const net::Request& request);
  [[nodiscard]] net::Response authentication(const net::Request& request);

  [[nodiscard]] Result<void> expect_allowed(const Work& work) const;
  [[nodiscard]] Caller caller_of(const net::Request& request) const;
  [[nodiscard]] std::optional<net::Response> replay(Work& work);
  [[nodiscard]] net::Response run(const Work& work);
  [[nodiscard]] std::string base_url(const net::Request& request) const;
  [[nodiscard]] std::int64_t now_seconds() const;
  // Answers once everything changed so far is durable. Called with the lock, which it gives back.
  void deliver(std::unique_lock<std::mutex> lock, Work work, net::Response response);
  void complete(const Work& work, net::Response response, bool is_durable);
  void finish_key(const std::string& key);

  ApiOptions options_;
  std::mutex mutex_;  // guards everything below
  State state_;
  Faults faults_;
  std::vector<net::Respond> hanging_;
  bool is_broken_ = false;  // the journal failed: what is on the disk is unknown
  Timer timer_;
  std::unique_ptr<Journal> journal_;  // last: its thread uses all of the above
};

}  // namespace perseat::sandbox_gateway
