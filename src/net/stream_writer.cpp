// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/stream_writer.h"

#include <utility>

namespace perseat::net {
namespace {

// What may wait for a client that reads slowly, beside one piece of any size.
constexpr std::size_t waiting_bytes_max = 65'536;

}  // namespace

StreamWriter::StreamWriter(std::shared_ptr<AnswerQueue> queue, std::weak_ptr<Session> session,
                           std::uint64_t number, std::shared_ptr<StreamState> state)
    : queue_(std::move(queue)),
      session_(std::move(session)),
      number_(number),
      state_(std::move(state)) {}

StreamWriter::~StreamWriter() {
  if (!is_ended_) queue_->push({session_, number_, {}, ReadyAnswer::Kind::broken});
}

bool StreamWriter::write(std::string piece) {
  if (piece.empty()) return is_open();  // an empty chunk would be the end
  const std::size_t waiting = state_->written - state_->sent;
  if (!is_open() || (waiting > 0 && waiting + piece.size() > waiting_bytes_max)) return false;
  state_->written += piece.size();
  Response carrier;
  carrier.body = std::move(piece);
  queue_->push({session_, number_, std::move(carrier), ReadyAnswer::Kind::piece});
  return true;
}

void StreamWriter::end() {
  state_->is_open = false;
  if (!is_ended_.exchange(true)) queue_->push({session_, number_, {}, ReadyAnswer::Kind::end});
}

}  // namespace perseat::net
