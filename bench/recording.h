// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A recording of the statements that the server's writer ran: record_sqlite or record_postgres
// makes it inside the server, limit_sqlite or limit_postgres replays it on the engine alone.
//
// A sequence of entries in native byte order:
//   'T' u32 number, u32 length, text        a statement's text, before its first run
//   'R' u32 number, u32 count, values       a run of it with its parameters by place
//   'F', 'S'                                of a pipeline: its answers are waited for; a sync
// A value is 'n', 'i' with an i64, or 't' or 'b' with u32 length and bytes; those for PostgreSQL
// are all 'b', in its binary format.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace perseat::bench {

template <class Number>
void append_number(std::string& out, Number number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

inline void append_sized(std::string& out, std::string_view bytes) {
  append_number(out, static_cast<std::uint32_t>(bytes.size()));
  out += bytes;
}

// Reads from the front of what is left. Requires: the recording is whole.
class Reader {
 public:
  explicit Reader(std::string_view data) : left_(data) {}

  [[nodiscard]] bool is_at_end() const { return left_.empty(); }
  char take_kind() { return take(1)[0]; }
  template <class Number>
  Number take_number() {
    Number number{};
    std::memcpy(&number, take(sizeof number).data(), sizeof number);
    return number;
  }
  std::string_view take_sized() { return take(take_number<std::uint32_t>()); }

 private:
  std::string_view take(std::size_t size) {
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::string_view left_;
};

}  // namespace perseat::bench
