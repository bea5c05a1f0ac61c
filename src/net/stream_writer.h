// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The way of a streamed body from any thread to its session on the network thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "net/answer_queue.h"
#include "net/http_types.h"

namespace perseat::net {

// What writer and session share.
struct StreamState {
  std::atomic<bool> is_open{true};
  std::atomic<std::size_t> written{0};  // bytes that write() took
  std::atomic<std::size_t> sent{0};     // of these the ones that the network took
};

class StreamWriter final : public BodyStream {
 public:
  StreamWriter(std::shared_ptr<AnswerQueue> queue, std::weak_ptr<Session> session,
               std::uint64_t number, std::shared_ptr<StreamState> state);
  StreamWriter(const StreamWriter&) = delete;
  StreamWriter& operator=(const StreamWriter&) = delete;
  ~StreamWriter() override;

  bool write(std::string piece) override;
  void end() override;
  [[nodiscard]] bool is_open() const override { return state_->is_open; }

 private:
  const std::shared_ptr<AnswerQueue> queue_;
  const std::weak_ptr<Session> session_;
  const std::uint64_t number_;
  const std::shared_ptr<StreamState> state_;
  std::atomic<bool> is_ended_{false};
};

}  // namespace perseat::net
