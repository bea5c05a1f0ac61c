// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// perseat-sandbox-gateway: the sandbox payment gateway as a program of its own.
#include <fmt/format.h>
#include <signal.h>

#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox_gateway/sandbox_gateway.h"

namespace {

using perseat::sandbox_gateway::Options;
using perseat::sandbox_gateway::SandboxGateway;

constexpr std::string_view usage =
    "usage: perseat-sandbox-gateway [--listen ADDRESS:PORT] [--data FILE] [--secret-key KEY]\n"
    "                               [--publishable-key KEY] [--public-url URL]\n"
    "A payment gateway for tests: no money moves. Port 0 takes any free one; the address is\n"
    "printed when it is ready. --data keeps what was charged over a restart.\n";

bool read_listen(std::string_view text, Options& options) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  const auto [end, failure] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  std::string_view address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  options.address = std::string(address);
  return failure == std::errc{} && end == port.data() + port.size();
}

std::optional<Options> read_options(const std::vector<std::string_view>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    if (i + 1 == arguments.size()) return std::nullopt;
    const std::string value(arguments[i + 1]);
    if (arguments[i] == "--listen") {
      if (!read_listen(value, options)) return std::nullopt;
    } else if (arguments[i] == "--data") {
      options.data_file = value;
    } else if (arguments[i] == "--secret-key") {
      options.secret_key = value;
    } else if (arguments[i] == "--publishable-key") {
      options.publishable_key = value;
    } else if (arguments[i] == "--public-url") {
      options.public_url = value;
    } else {
      return std::nullopt;
    }
  }
  return options;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string_view> arguments(values + 1, values + count);
  const auto options = read_options(arguments);
  if (!options) {
    fmt::print(stderr, "{}", usage);
    return 2;
  }
  // Blocked before any thread starts, so that all inherit it and only sigwait sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto gateway = SandboxGateway::start(*options);
  if (!gateway) {
    fmt::print(stderr, "perseat-sandbox-gateway: {}\n", gateway.error().detail);
    return 1;
  }
  fmt::print("{}\n", (*gateway)->url());
  std::fflush(stdout);
  int received = 0;
  sigwait(&signals, &received);
  return 0;
}
