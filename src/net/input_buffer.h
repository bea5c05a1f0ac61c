// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The bytes of a connection that were received and not yet used. Small while a connection idles,
// since thousands may.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace perseat::net {

class InputBuffer {
 public:
  struct Space {
    char* data;
    std::size_t size;
  };

  static constexpr std::size_t capacity_min = 4'096;

  // Room for the next read, in a buffer of at least that capacity. Invalidates what view() gave.
  Space prepare(std::size_t capacity = capacity_min) {
    if (begin_ > 0) compact();
    if (capacity_ < capacity)
      grow_to(capacity);
    else if (capacity_ - end_ < capacity_ / 4)
      grow_to(capacity_ * 2);
    return {bytes_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t count) { end_ += count; }
  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  void clear() { begin_ = end_ = 0; }
  // Gives memory back that only a large request needed.
  void shrink() {
    if (empty() && capacity_ > capacity_min) {
      bytes_.reset();
      capacity_ = 0;
    }
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }

 private:
  void compact() {
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  void grow_to(std::size_t wanted) {
    std::unique_ptr<char[]> larger(new char[wanted]);
    if (end_ > 0) std::memcpy(larger.get(), bytes_.get(), end_);
    bytes_ = std::move(larger);
    capacity_ = wanted;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace perseat::net
