// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the server and its sessions share. All of it belongs to the network thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "net/answer_queue.h"
#include "net/response_writer.h"
#include "net/server.h"

namespace perseat::net {

class Session;

struct ServerCore {
  ServerCore(ServerOptions server_options, Handler server_handler);

  [[nodiscard]] Response refusal(int status) const;
  [[nodiscard]] std::string_view date() { return date_line.at(std::time(nullptr)); }
  // Something was thrown that should not have been.
  void report(const std::exception& exception) const;
  // A moment on the clock of the timeouts, at least that far away.
  [[nodiscard]] std::int64_t deadline_in(int timeout_ms) const {
    return now_ms + timeout_ms + tick_ms;
  }
  // The sessions find themselves by their place in the list.
  void add(std::shared_ptr<Session> session);
  void remove(const Session& session);

  const ServerOptions options;
  const Handler handler;
  // One thread runs it; posts from other threads are allowed.
  boost::asio::io_context loop{1};
  std::optional<boost::asio::ssl::context> tls;
  std::vector<std::shared_ptr<Session>> sessions;
  DateLine date_line;
  bool stopping = false;
  int tick_ms = 1'000;      // how often the timeouts are looked at
  std::int64_t now_ms = 0;  // monotonic, moved on by each tick
  std::shared_ptr<AnswerQueue> answers;
  std::function<void()> on_last_gone;  // the last session closed while stopping
};

}  // namespace perseat::net
