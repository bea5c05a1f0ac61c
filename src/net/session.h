// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One connection from the accept to the close: reads requests, hands them to the handler and
// writes the answers. A callback keeps its session alive; a Respond does not.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "net/http_types.h"
#include "net/input_buffer.h"
#include "net/pipeline.h"
#include "net/request_reader.h"
#include "net/server_core.h"
#include "net/stream_writer.h"
#include "net/transport.h"

namespace perseat::net {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(ServerCore& core, Socket socket, std::string peer);

  // `overloaded`: one connection too many, answered 503 and closed.
  void start(bool overloaded);
  // The answer of a request by its number; sends it unless its turn has not come.
  void answer_now(std::uint64_t number, Response&& response);
  // As one of a batch: proceed() afterwards sends them together.
  void answer_later(ReadyAnswer&& answer);
  // Takes buffered requests, sends what is ready, reads on.
  void proceed();
  // Called once a tick.
  void check_timeouts();
  // Finishes what was begun and closes.
  void begin_stop();
  // At once, whatever is under way.
  void close();

  std::size_t place_in_core = 0;

 private:
  enum class Phase { handshake, idle, head, body, answering, lingering, closed };

  void open();
  void enter(Phase phase);
  [[nodiscard]] Phase phase_now() const;
  [[nodiscard]] int timeout_ms(Phase phase) const;

  void take_requests();
  void dispatch();
  void refuse(int status);
  void append_answer(std::uint64_t number, Response&& response);
  void begin_stream();
  [[nodiscard]] bool streams(std::uint64_t number) const;
  void end_stream();
  [[nodiscard]] bool overflowing() const;

  void settle();
  void offer_continue();
  void read();
  void on_read(boost::system::error_code error, std::size_t count);
  void send();
  void write_rest();
  void on_written(boost::system::error_code error, std::size_t count);

  void linger();
  void say_goodbye();
  void end_output();
  void discard();

  ServerCore& core_;
  Transport transport_;
  const std::string peer_;
  InputBuffer input_;
  RequestReader reader_;
  Pipeline pipeline_;
  std::string output_;   // gathers answers
  std::string sending_;  // being written; empty: no write is under way
  std::size_t sent_ = 0;

  std::shared_ptr<StreamState> stream_;   // of the answer that is being streamed, if one is
  std::size_t stream_bytes_ = 0;          // of its pieces, appended to output_ so far
  std::size_t stream_bytes_sending_ = 0;  // of them, gone when sending_ has gone

  Phase phase_ = Phase::handshake;
  std::uint64_t requests_ = 0;        // handed to the handler so far
  std::uint64_t phase_requests_ = 0;  // as of the last change of phase
  std::int64_t deadline_ms_ = never;  // of the phase
  std::int64_t write_deadline_ms_ = never;
  bool overloaded_ = false;
  bool reading_ = false;
  bool taking_ = false;   // take_requests() is on the stack
  bool closing_ = false;  // no further request is taken

  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
};

}  // namespace perseat::net
