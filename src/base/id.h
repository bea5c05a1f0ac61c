// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Strong ids. Every id is a UUID made by the program (RFC 9562 version 7), never by the database.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace perseat {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;
  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
  // The 16 bytes as stored in the database.
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
};

// "018f3c5a-7b1e-7c3d-9a5b-0123456789ab", lower case.
[[nodiscard]] std::string format_uuid(const Uuid& uuid);
// Accepts upper and lower case; nothing else than the 36 character form.
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text);
// Requires: 16 bytes, as read from the database.
[[nodiscard]] Uuid uuid_from_bytes(std::string_view bytes);

// An id that cannot be mistaken for one of another kind.
template <class Kind>
struct Id {
  Uuid uuid;

  auto operator<=>(const Id&) const = default;
  [[nodiscard]] bool is_nil() const { return uuid.is_nil(); }
  [[nodiscard]] std::string_view view() const { return uuid.view(); }
  [[nodiscard]] std::string text() const { return format_uuid(uuid); }
};

// Makes ids from a time and a stream of random bits, so that tests and simulations repeat.
class IdSource {
 public:
  explicit IdSource(std::uint64_t seed);

  [[nodiscard]] Uuid next(Instant now);
  template <class AnyId>
  [[nodiscard]] AnyId make(Instant now) {
    return AnyId{next(now)};
  }

 private:
  std::uint64_t next_bits();
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace perseat

template <>
struct std::hash<perseat::Uuid> {
  // The last bytes of a version 7 UUID are random, so they are a hash already.
  std::size_t operator()(const perseat::Uuid& uuid) const noexcept {
    std::uint64_t tail = 0;
    std::memcpy(&tail, uuid.bytes.data() + 8, sizeof tail);
    std::uint64_t head = 0;
    std::memcpy(&head, uuid.bytes.data(), sizeof head);
    return static_cast<std::size_t>(tail ^ (head * 0x9E3779B97F4A7C15ULL));
  }
};

template <class Kind>
struct std::hash<perseat::Id<Kind>> {
  std::size_t operator()(const perseat::Id<Kind>& id) const noexcept {
    return std::hash<perseat::Uuid>{}(id.uuid);
  }
};
