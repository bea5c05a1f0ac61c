// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/server.h"

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <utility>

#include "net/server_core.h"
#include "net/session.h"
#include "net/tls_context.h"
#include "net/transport.h"

namespace perseat::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;

// Connections beyond the limit that may be told so (503) at one time; further ones are closed.
constexpr std::size_t overloaded_max = 256;
constexpr int stopping_tick_ms = 20;

std::int64_t monotonic_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch())
      .count();
}

// An IPv4 client of an IPv6 listener is named as IPv4.
std::string peer_name(asio::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return address.to_string();
}

class AsioServer final : public Server {
 public:
  AsioServer(ServerOptions options, Handler handler)
      : core_(std::move(options), std::move(handler)) {
    core_.now_ms = monotonic_ms();
    core_.answers = std::make_shared<AnswerQueue>(core_.loop, [this] { deliver(); });
    core_.on_last_gone = [this] { finish(); };
  }

  AsioServer(const AsioServer&) = delete;
  AsioServer& operator=(const AsioServer&) = delete;

  ~AsioServer() override { core_.answers->close(); }

  Result<void> open() {
    const ServerOptions& options = core_.options;
    if (!options.tls_certificate_file.empty())
      core_.tls.emplace(TRY(make_tls_context(options.tls_certificate_file, options.tls_key_file)));
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return cannot_listen(error);
    const Tcp::endpoint endpoint(address, options.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(Acceptor::max_listen_connections, error);
    if (error) return cannot_listen(error);
    port_ = acceptor_.local_endpoint(error).port();
    accept();
    tick();
    return {};
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }

  void run() override {
    core_.answers->enter_thread();
    core_.loop.run();
    core_.answers->leave_thread();
    core_.answers->close();
  }

  void stop(int grace_ms) override {
    asio::post(core_.loop, [this, grace_ms] { begin_stop(grace_ms); });
  }

  void post(std::function<void()> work) override {
    asio::post(core_.loop, [this, work = std::move(work)] {
      try {
        work();
      } catch (const std::exception& exception) {
        core_.report(exception);
      }
    });
  }

 private:
  Error cannot_listen(const error_code& error) const {
    return unavailable("cannotListen", "Cannot listen on " + core_.options.address + " port " +
                                           std::to_string(core_.options.port) + ": " +
                                           error.message());
  }

  void accept() {
    accepting_ = true;
    acceptor_.async_accept(peer_, [this](error_code error, Socket socket) {
      accepting_ = false;
      if (!acceptor_.is_open()) return;
      // Out of descriptors or memory, most likely: the next tick tries again.
      if (error && error != asio::error::connection_aborted) return;
      if (!error) begin_session(std::move(socket));
      accept();
    });
  }

  void begin_session(Socket socket) {
    const std::size_t present = core_.sessions.size();
    if (present >= core_.options.connections_max + overloaded_max) return;
    error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    auto session = std::make_shared<Session>(core_, std::move(socket), peer_name(peer_.address()));
    core_.add(session);
    session->start(present >= core_.options.connections_max);
  }

  // The one timer of all timeouts.
  void tick() {
    ticker_.expires_after(std::chrono::milliseconds(core_.tick_ms));
    ticker_.async_wait([this](error_code error) {
      if (error || finished_) return;
      core_.now_ms = monotonic_ms();
      // Backwards: a session that closes has its place taken by the last one, seen already.
      for (std::size_t place = core_.sessions.size(); place > 0; --place)
        if (place <= core_.sessions.size()) core_.sessions[place - 1]->check_timeouts();
      if (finished_) return;
      if (!accepting_ && acceptor_.is_open()) accept();
      tick();
    });
  }

  void deliver() {
    core_.answers->take(batch_);
    for (ReadyAnswer& answer : batch_) {
      const auto session = answer.session.lock();
      if (!session) continue;
      session->answer_later(std::move(answer));
      if (touched_.empty() || touched_.back() != session) touched_.push_back(session);
    }
    for (const auto& session : touched_) session->proceed();
    touched_.clear();
    batch_.clear();
  }

  void begin_stop(int grace_ms) {
    error_code ignored;
    acceptor_.close(ignored);
    core_.stopping = true;
    core_.now_ms = monotonic_ms();
    core_.tick_ms = std::min(core_.tick_ms, stopping_tick_ms);
    tick();
    for (std::size_t place = core_.sessions.size(); place > 0; --place)
      if (place <= core_.sessions.size()) core_.sessions[place - 1]->begin_stop();
    if (core_.sessions.empty()) return finish();
    grace_.expires_after(std::chrono::milliseconds(grace_ms));
    grace_.async_wait([this](error_code error) {
      if (error) return;
      while (!core_.sessions.empty()) core_.sessions.back()->close();
    });
  }

  // Lets run() return.
  void finish() {
    finished_ = true;
    ticker_.cancel();
    grace_.cancel();
    work_.reset();
  }

  ServerCore core_;
  asio::executor_work_guard<Executor> work_{core_.loop.get_executor()};
  Acceptor acceptor_{core_.loop.get_executor()};
  Timer ticker_{core_.loop.get_executor()};
  Timer grace_{core_.loop.get_executor()};
  Tcp::endpoint peer_;
  std::uint16_t port_ = 0;
  bool accepting_ = false;
  bool finished_ = false;
  std::vector<ReadyAnswer> batch_;
  std::vector<std::shared_ptr<Session>> touched_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Handler handler) {
  auto server = std::make_unique<AsioServer>(std::move(options), std::move(handler));
  TRY(server->open());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace perseat::net
