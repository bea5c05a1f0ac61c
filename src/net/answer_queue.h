// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The way of answers from any thread to the network thread, which is woken once for all that wait
// for it (see also answers_together.h).
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "net/http_types.h"

namespace perseat::net {

class Session;

struct ReadyAnswer {
  enum class Kind {
    answer,
    dropped,  // nobody answered
    piece,    // of a streamed body: that of the response
    end,      // of a streamed body
    broken    // nobody ends a streamed body
  };

  std::weak_ptr<Session> session;  // expired: the client has gone
  std::uint64_t number = 0;        // of the request within its session
  Response response;
  Kind kind = Kind::answer;
};

class AnswerQueue : public std::enable_shared_from_this<AnswerQueue> {
 public:
  // `on_ready` runs on the network thread.
  AnswerQueue(boost::asio::io_context& loop, std::function<void()> on_ready);

  // From any thread. Without effect once closed.
  void push(ReadyAnswer&& answer);
  // Calls the network thread if anything waits for it.
  void wake();
  // Swaps out what came since; `answers` must be empty and lends its memory.
  void take(std::vector<ReadyAnswer>& answers);
  // After this the event loop is not touched any more.
  void close();

  // The thread that runs the event loop says so about itself.
  void enter_thread() const;
  void leave_thread() const;
  [[nodiscard]] bool on_network_thread() const;

 private:
  void wake_locked();

  std::mutex mutex_;  // guards the members up to closed_
  std::vector<ReadyAnswer> answers_;
  bool woken_ = false;  // the network thread is on its way
  bool closed_ = false;
  boost::asio::io_context& loop_;
  const std::function<void()> on_ready_;
};

// What a Respond holds: answers once, or says that it was dropped.
class PendingAnswer {
 public:
  PendingAnswer(std::shared_ptr<AnswerQueue> queue, std::weak_ptr<Session> session,
                std::uint64_t number);
  PendingAnswer(const PendingAnswer&) = delete;
  PendingAnswer& operator=(const PendingAnswer&) = delete;
  ~PendingAnswer();

  void answer(Response&& response);

 private:
  const std::shared_ptr<AnswerQueue> queue_;
  const std::weak_ptr<Session> session_;
  const std::uint64_t number_;
  std::atomic<bool> answered_{false};
};

}  // namespace perseat::net
