// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/session.h"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

namespace perseat::net {
namespace {

using boost::system::error_code;

// Answers that the client does not read: beyond this no further request is taken.
constexpr std::size_t output_bytes_max = 262'144;
// What an idle connection may keep of its largest answer.
constexpr std::size_t output_bytes_kept = 16'384;
constexpr std::size_t body_read_bytes = 16'384;
// How long a client has to read the last answer and to close. Closing at once while it still
// sends would reset the connection and could take the answer from it (RFC 9112, section 9.6).
constexpr int linger_ms = 2'000;
constexpr int goodbye_ms = 100;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

void keep_little(std::string& text) {
  text.clear();
  if (text.capacity() > output_bytes_kept) text.shrink_to_fit();
}

}  // namespace

Session::Session(ServerCore& core, Socket socket, std::string peer)
    : core_(core),
      transport_(std::move(socket), core.tls ? &*core.tls : nullptr),
      peer_(std::move(peer)),
      reader_({core.options.header_bytes_max, core.options.body_bytes_max}) {}

void Session::start(bool overloaded) {
  overloaded_ = overloaded;
  deadline_ms_ = core_.deadline_in(timeout_ms(Phase::handshake));
  if (!transport_.secure()) return open();
  transport_.async_handshake([self = shared_from_this()](error_code error) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->open();
  });
}

void Session::open() {
  phase_ = Phase::answering;
  if (overloaded_) refuse(503);
  settle();
}

// --- phases and their timeouts

Session::Phase Session::phase_now() const {
  switch (reader_.state()) {
    case RequestReader::State::head: return Phase::head;
    case RequestReader::State::body: return Phase::body;
    default: break;
  }
  const bool quiet = pipeline_.empty() && output_.empty() && sending_.empty();
  return quiet ? Phase::idle : Phase::answering;
}

int Session::timeout_ms(Phase phase) const {
  switch (phase) {
    case Phase::handshake:
    case Phase::head: return core_.options.header_timeout_ms;
    case Phase::idle: return core_.options.idle_timeout_ms;
    case Phase::body: return core_.options.body_timeout_ms;
    case Phase::lingering: return linger_ms;
    default: return 0;
  }
}

// The time for a head or a body counts for the whole of it, not for each read.
void Session::enter(Phase phase) {
  if (phase == phase_ && requests_ == phase_requests_) return;
  phase_ = phase;
  phase_requests_ = requests_;
  deadline_ms_ = phase == Phase::answering ? never : core_.deadline_in(timeout_ms(phase));
}

void Session::check_timeouts() {
  if (core_.now_ms >= write_deadline_ms_) return close();
  if (core_.now_ms < deadline_ms_) return;
  switch (phase_) {
    case Phase::idle: return linger();
    case Phase::head:
    case Phase::body:
      if (closing_ || pipeline_.full()) return close();
      refuse(408);
      return settle();
    default: return close();
  }
}

void Session::begin_stop() {
  if (phase_ == Phase::handshake) return close();
  if (phase_ == Phase::idle) return linger();
  if (phase_ == Phase::lingering || phase_ == Phase::closed) return;
  const bool receiving = phase_ == Phase::head || phase_ == Phase::body;
  if (!receiving) {  // otherwise dispatch() will close after it
    closing_ = true;
    if (!pipeline_.empty()) pipeline_.close_after_newest();
  }
  // Nobody knows when it would end: the client sees a proper end and may ask again elsewhere.
  if (stream_) end_stream();
  settle();
}

void Session::close() {
  if (phase_ == Phase::closed) return;
  if (stream_) stream_->is_open = false;
  phase_ = Phase::closed;
  closing_ = true;
  deadline_ms_ = write_deadline_ms_ = never;
  error_code ignored;
  transport_.socket().close(ignored);
  core_.remove(*this);
}

// --- requests

bool Session::overflowing() const { return output_.size() + sending_.size() > output_bytes_max; }

void Session::take_requests() {
  taking_ = true;
  while (!closing_ && !pipeline_.full() && !overflowing() && !input_.empty()) {
    input_.consume(reader_.feed(input_.view()));
    if (reader_.state() == RequestReader::State::complete)
      dispatch();
    else if (reader_.state() == RequestReader::State::refused)
      refuse(reader_.refusal_status());
    else
      break;
  }
  taking_ = false;
}

void Session::dispatch() {
  const bool close = reader_.wants_close() || core_.stopping;
  const std::uint64_t number =
      pipeline_.open({reader_.is_head_request(), close, reader_.takes_chunks()});
  closing_ = close;
  ++requests_;
  Request request = reader_.take();
  request.peer = peer_;
  auto pending = std::make_shared<PendingAnswer>(core_.answers, weak_from_this(), number);
  Respond respond = [pending = std::move(pending)](Response&& response) {
    pending->answer(std::move(response));
  };
  try {
    core_.handler(std::move(request), std::move(respond));
  } catch (const std::exception& exception) {
    // One request must not end the server: its Respond is gone by now, which is answered 500.
    core_.report(exception);
  }
}

void Session::refuse(int status) {
  closing_ = true;
  append_answer(pipeline_.open({false, true}), core_.refusal(status));
}

void Session::append_answer(std::uint64_t number, Response&& response) {
  if (is_writable(response)) {
    pipeline_.answer(number, std::move(response), core_.date(), output_);
  } else {
    closing_ = true;
    pipeline_.close_after(number);
    pipeline_.answer(number, core_.refusal(500), core_.date(), output_);
  }
  begin_stream();
  if (pipeline_.closed()) closing_ = true;
}

void Session::answer_later(ReadyAnswer&& answer) {
  if (phase_ == Phase::closed || phase_ == Phase::lingering) return;
  switch (answer.kind) {
    case ReadyAnswer::Kind::dropped:
      closing_ = true;
      pipeline_.close_after(answer.number);
      return append_answer(answer.number, core_.refusal(500));
    case ReadyAnswer::Kind::answer: return append_answer(answer.number, std::move(answer.response));
    case ReadyAnswer::Kind::piece:
      if (!streams(answer.number)) return;
      pipeline_.add_piece(answer.response.body, output_);
      stream_bytes_ += answer.response.body.size();
      return;
    case ReadyAnswer::Kind::end:
      if (streams(answer.number)) end_stream();
      return;
    case ReadyAnswer::Kind::broken:
      if (streams(answer.number)) close();
  }
}

void Session::answer_now(std::uint64_t number, Response&& response) {
  if (phase_ == Phase::closed || phase_ == Phase::lingering) return;
  append_answer(number, std::move(response));
  if (taking_) return;
  settle();
  // The next handler must not run inside the caller's answer, where a lock may be held.
  if (!input_.empty() && !closing_)
    boost::asio::post(core_.loop, [self = shared_from_this()] { self->proceed(); });
}

// --- streamed bodies

bool Session::streams(std::uint64_t number) const {
  return stream_ != nullptr && pipeline_.streamed() == number;
}

void Session::begin_stream() {
  while (const BeginStream begin = pipeline_.take_stream()) {
    if (core_.stopping) {
      pipeline_.end_stream(output_);
      continue;
    }
    stream_ = std::make_shared<StreamState>();
    stream_bytes_ = stream_bytes_sending_ = 0;
    try {
      begin(std::make_shared<StreamWriter>(core_.answers, weak_from_this(), pipeline_.streamed(),
                                           stream_));
    } catch (const std::exception& exception) {
      // Its writer is gone by now, which cuts the connection.
      core_.report(exception);
    }
  }
}

void Session::end_stream() {
  stream_->is_open = false;
  stream_.reset();
  pipeline_.end_stream(output_);
  begin_stream();
  if (pipeline_.closed()) closing_ = true;
}

// --- bytes

void Session::proceed() {
  if (phase_ == Phase::closed || phase_ == Phase::lingering) return;
  take_requests();
  settle();
}

void Session::settle() {
  if (phase_ == Phase::closed || phase_ == Phase::lingering) return;
  offer_continue();
  send();
  const bool written = output_.empty() && sending_.empty();
  if (closing_ && pipeline_.empty() && written) return linger();
  enter(phase_now());
  // Of a client that is sent a stream it has to be seen when it goes, even if it may ask no more.
  const bool listens = closing_ ? stream_ != nullptr : !pipeline_.full();
  if (!reading_ && listens && !overflowing()) read();
}

// Not before the answers of earlier requests.
void Session::offer_continue() {
  if (!closing_ && pipeline_.empty() && reader_.take_expectation()) output_.append(continue_line);
}

void Session::read() {
  if (phase_ == Phase::idle) input_.shrink();
  const auto space = phase_ == Phase::body ? input_.prepare(body_read_bytes) : input_.prepare();
  reading_ = true;
  transport_.async_read_some({space.data, space.size},
                             [self = shared_from_this()](error_code error, std::size_t count) {
                               self->on_read(error, count);
                             });
}

void Session::on_read(error_code error, std::size_t count) {
  reading_ = false;
  if (phase_ == Phase::closed) return;
  if (phase_ == Phase::lingering) return say_goodbye();
  if (error) {
    // A client may end its side and still wait for the answers it is owed, but not for a stream,
    // which may go on for ever.
    const bool owed = !pipeline_.empty() || !output_.empty() || !sending_.empty();
    if (error != boost::asio::error::eof || !owed || stream_) return close();
    closing_ = true;
    return settle();
  }
  if (!closing_) input_.commit(count);
  proceed();
}

void Session::send() {
  if (!sending_.empty() || output_.empty()) return;
  sending_.swap(output_);
  sent_ = 0;
  stream_bytes_sending_ = stream_bytes_;
  write_rest();
}

void Session::write_rest() {
  write_deadline_ms_ = core_.deadline_in(core_.options.write_timeout_ms);
  transport_.async_write_some({sending_.data() + sent_, sending_.size() - sent_},
                              [self = shared_from_this()](error_code error, std::size_t count) {
                                self->on_written(error, count);
                              });
}

void Session::on_written(error_code error, std::size_t count) {
  if (phase_ == Phase::closed) return;
  if (error) return close();
  sent_ += count;
  if (sent_ < sending_.size()) return write_rest();
  keep_little(sending_);
  write_deadline_ms_ = never;
  if (stream_) stream_->sent = stream_bytes_sending_;
  proceed();
}

// --- the end

void Session::linger() {
  closing_ = true;
  enter(Phase::lingering);
  // A server that stops waits for no client that has all its answers and does not hang up.
  if (core_.stopping && input_.empty()) deadline_ms_ = core_.deadline_in(goodbye_ms);
  error_code ignored;
  if (reading_)
    transport_.socket().cancel(ignored);  // on_read() goes on
  else
    say_goodbye();
}

void Session::say_goodbye() {
  if (!transport_.secure()) return end_output();
  transport_.async_close_notify([self = shared_from_this()](error_code) { self->end_output(); });
}

void Session::end_output() {
  if (phase_ == Phase::closed) return;
  error_code error;
  transport_.socket().shutdown(Socket::shutdown_send, error);
  if (error) return close();
  input_.clear();
  discard();
}

// Until the client closes or the time is over.
void Session::discard() {
  const auto space = input_.prepare();
  transport_.socket().async_read_some(
      boost::asio::mutable_buffer{space.data, space.size},
      [self = shared_from_this()](error_code read_error, std::size_t) {
        if (self->phase_ == Phase::closed) return;
        if (read_error) return self->close();
        self->discard();
      });
}

}  // namespace perseat::net
