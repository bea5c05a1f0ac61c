// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/server_core.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/check.h"
#include "net/session.h"

namespace perseat::net {
namespace {

// A quarter of the shortest timeout, between 10 ms and a second.
int choose_tick_ms(const ServerOptions& options) {
  const int shortest = std::min({options.header_timeout_ms, options.body_timeout_ms,
                                 options.idle_timeout_ms, options.write_timeout_ms});
  return std::clamp(shortest / 4, 10, 1'000);
}

}  // namespace

ServerCore::ServerCore(ServerOptions server_options, Handler server_handler)
    : options(std::move(server_options)),
      handler(std::move(server_handler)),
      tick_ms(choose_tick_ms(options)) {}

Response ServerCore::refusal(int status) const {
  if (options.refusal) {
    Response response = options.refusal(status);
    response.status = status;
    if (is_writable(response)) return response;
  }
  return {status, "text/plain", {}, std::string(reason_phrase(status)) + "\n"};
}

void ServerCore::report(const std::exception& exception) const {
  if (options.on_exception) options.on_exception(exception.what());
}

void ServerCore::add(std::shared_ptr<Session> session) {
  session->place_in_core = sessions.size();
  sessions.push_back(std::move(session));
}

void ServerCore::remove(const Session& session) {
  const std::size_t place = session.place_in_core;
  CHECK(place < sessions.size() && sessions[place].get() == &session);
  std::swap(sessions[place], sessions.back());
  sessions[place]->place_in_core = place;
  sessions.pop_back();
  if (stopping && sessions.empty() && on_last_gone) on_last_gone();
}

}  // namespace perseat::net
