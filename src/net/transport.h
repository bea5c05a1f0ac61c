// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One connection's bytes, plain or in TLS, behind the same calls.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/system/error_code.hpp>
#include <optional>
#include <utility>

namespace perseat::net {

// The executor's own type: the erased any_io_executor costs a tenth of a request.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

class Transport {
 public:
  // `tls` may be null: plain. Otherwise it must outlive the connection.
  Transport(Socket socket, boost::asio::ssl::context* tls) : socket_(std::move(socket)) {
    if (tls != nullptr) tls_.emplace(socket_, *tls);
  }

  [[nodiscard]] bool secure() const { return tls_.has_value(); }

  template <class Handler>
  void async_handshake(Handler&& handler) {
    tls_->async_handshake(boost::asio::ssl::stream_base::server, std::forward<Handler>(handler));
  }
  template <class Handler>
  void async_read_some(boost::asio::mutable_buffer buffer, Handler&& handler) {
    if (tls_)
      tls_->async_read_some(buffer, std::forward<Handler>(handler));
    else
      socket_.async_read_some(buffer, std::forward<Handler>(handler));
  }
  template <class Handler>
  void async_write_some(boost::asio::const_buffer buffer, Handler&& handler) {
    if (tls_)
      tls_->async_write_some(buffer, std::forward<Handler>(handler));
    else
      socket_.async_write_some(buffer, std::forward<Handler>(handler));
  }
  // TLS only: tells the client that nothing follows, and waits for it to say the same.
  template <class Handler>
  void async_close_notify(Handler&& handler) {
    tls_->async_shutdown(std::forward<Handler>(handler));
  }

  // The socket under TLS, to drain what the client still sends.
  Socket& socket() { return socket_; }

 private:
  Socket socket_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
};

}  // namespace perseat::net
