// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A payment gateway for tests and demos that speaks the protocol of the production adapter, with
// test cards, failures to order and a ledger of what was really charged. No money moves.
//
//   /v1/...                    the protocol (form-encoded requests, JSON answers)
//   /fields                    the page with the card fields, for a frame in a web app
//   /sandbox/faults            GET, POST {operation, kind, code, times, skip, delay_ms}, DELETE
//   /sandbox/ledger            GET ?after=&limit=&metadata[name]=value
//   /sandbox/authenticate/...  the page on which a buyer approves a payment
//   /sandbox/health            GET
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "base/result.h"
#include "base/time.h"

namespace perseat::net {
class Server;
}

namespace perseat::sandbox_gateway {

class Api;

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;        // 0: any free one
  std::string data_file;         // what was charged outlives a restart; empty: memory only
  std::string secret_key;        // empty: any key that begins with sk_test_
  std::string publishable_key;   // empty: any key that begins with pk_test_
  std::string public_url;        // where browsers reach it; empty: as the request's Host says
  std::function<Instant()> now;  // for creation times and card expiry; empty: the system's clock
};

// Runs on a thread of its own from start to destruction.
class SandboxGateway {
 public:
  static Result<std::unique_ptr<SandboxGateway>> start(Options options);
  ~SandboxGateway();

  [[nodiscard]] std::uint16_t port() const;
  // "http://127.0.0.1:PORT"
  [[nodiscard]] std::string url() const;

 private:
  SandboxGateway(std::string address, std::unique_ptr<Api> api,
                 std::unique_ptr<net::Server> server);

  std::string address_;
  std::unique_ptr<Api> api_;
  std::unique_ptr<net::Server> server_;
  std::thread thread_;
};

}  // namespace perseat::sandbox_gateway
