// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/answer_queue.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "base/check.h"
#include "net/answers_together.h"
#include "net/session.h"

namespace perseat::net {
namespace {

// The queue whose event loop this thread runs.
thread_local const AnswerQueue* served_here = nullptr;
thread_local AnswersTogether* together_here = nullptr;

}  // namespace

AnswerQueue::AnswerQueue(boost::asio::io_context& loop, std::function<void()> on_ready)
    : loop_(loop), on_ready_(std::move(on_ready)) {}

void AnswerQueue::push(ReadyAnswer&& answer) {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  answers_.push_back(std::move(answer));
  if (together_here == nullptr) return wake_locked();
  auto& to_wake = together_here->to_wake_;
  if (to_wake.empty() || to_wake.back().get() != this) to_wake.push_back(shared_from_this());
}

void AnswerQueue::wake() {
  const std::lock_guard lock(mutex_);
  wake_locked();
}

void AnswerQueue::wake_locked() {
  if (woken_ || closed_ || answers_.empty()) return;
  woken_ = true;
  boost::asio::post(loop_, [self = shared_from_this()] { self->on_ready_(); });
}

void AnswerQueue::take(std::vector<ReadyAnswer>& answers) {
  CHECK(answers.empty());
  const std::lock_guard lock(mutex_);
  answers.swap(answers_);
  woken_ = false;
}

void AnswerQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  answers_.clear();
}

void AnswerQueue::enter_thread() const { served_here = this; }

void AnswerQueue::leave_thread() const { served_here = nullptr; }

bool AnswerQueue::on_network_thread() const { return served_here == this; }

PendingAnswer::PendingAnswer(std::shared_ptr<AnswerQueue> queue, std::weak_ptr<Session> session,
                             std::uint64_t number)
    : queue_(std::move(queue)), session_(std::move(session)), number_(number) {}

PendingAnswer::~PendingAnswer() {
  if (!answered_.exchange(true)) queue_->push({session_, number_, {}, ReadyAnswer::Kind::dropped});
}

void PendingAnswer::answer(Response&& response) {
  if (answered_.exchange(true)) return;
  if (!queue_->on_network_thread()) {
    queue_->push({session_, number_, std::move(response), ReadyAnswer::Kind::answer});
  } else if (const auto session = session_.lock()) {
    session->answer_now(number_, std::move(response));
  }
}

AnswersTogether::AnswersTogether() {
  CHECK(together_here == nullptr);
  together_here = this;
}

AnswersTogether::~AnswersTogether() {
  together_here = nullptr;
  for (const auto& queue : to_wake_) queue->wake();
}

}  // namespace perseat::net
