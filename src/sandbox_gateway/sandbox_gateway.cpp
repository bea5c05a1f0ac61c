// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "sandbox_gateway/sandbox_gateway.h"

#include <fmt/format.h>
#include <pthread.h>

#include "net/server.h"
#include "sandbox_gateway/answers.h"
#include "sandbox_gateway/api.h"

namespace perseat::sandbox_gateway {
namespace {

constexpr int stop_grace_ms = 100;

net::Response refusal(int status) {
  net::Response response = error_response(
      {ErrorCode::invalid, "request_refused", "The request cannot be read.", {}, {}});
  response.status = status;
  return response;
}

}  // namespace

Result<std::unique_ptr<SandboxGateway>> SandboxGateway::start(Options options) {
  const std::string address = options.address;
  ApiOptions api_options;
  api_options.data_file = std::move(options.data_file);
  api_options.secret_key = std::move(options.secret_key);
  api_options.publishable_key = std::move(options.publishable_key);
  api_options.public_url = std::move(options.public_url);
  api_options.now = std::move(options.now);
  auto api = TRY(Api::open(std::move(api_options)));
  net::ServerOptions server_options;
  server_options.address = address;
  server_options.port = options.port;
  server_options.refusal = refusal;
  auto server = TRY(net::Server::listen(
      std::move(server_options), [raw = api.get()](net::Request&& request, net::Respond&& respond) {
        raw->handle(std::move(request), std::move(respond));
      }));
  return std::unique_ptr<SandboxGateway>(
      new SandboxGateway(address, std::move(api), std::move(server)));
}

SandboxGateway::SandboxGateway(std::string address, std::unique_ptr<Api> api,
                               std::unique_ptr<net::Server> server)
    : address_(std::move(address)), api_(std::move(api)), server_(std::move(server)) {
  thread_ = std::thread([raw = server_.get()] { raw->run(); });
  pthread_setname_np(thread_.native_handle(), "sandbox");
}

// The server stops first, so that nothing is handled any more; then the journal is drained.
SandboxGateway::~SandboxGateway() {
  server_->stop(stop_grace_ms);
  thread_.join();
  api_.reset();
}

std::uint16_t SandboxGateway::port() const { return server_->port(); }

std::string SandboxGateway::url() const {
  const bool is_ipv6 = address_.find(':') != std::string::npos;
  return is_ipv6 ? fmt::format("http://[{}]:{}", address_, port())
                 : fmt::format("http://{}:{}", address_, port());
}

}  // namespace perseat::sandbox_gateway
