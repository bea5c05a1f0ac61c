// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The memory of an Idempotency-Key: what was asked and what was answered, written in the same
// transaction as the change itself, so that a repeat replays the answer and changes nothing.
#pragma once

#include <string>

#include "base/time.h"
#include "domain/ids.h"

namespace perseat {

struct IdempotencyRecord {
  struct Key {
    OrgId org;
    UserId actor;
    std::string key;  // as the client sent it, 1 to 255 characters
    auto operator<=>(const Key&) const = default;
  };

  OrgId org;
  UserId actor;
  std::string idempotency_key;
  std::string request_hash;  // SHA-256 of operation, path and body
  std::int64_t status = 0;   // of the answer
  std::string body;          // of the answer
  std::string etag;
  Uuid subject;  // what the operation made or changed; its present state answers a repeat
  Uuid attempt;  // of operations that move money: the charge to wait for; else nil
  Instant created_at;

  [[nodiscard]] Key key() const { return {org, actor, idempotency_key}; }
};

}  // namespace perseat

template <>
struct std::hash<perseat::IdempotencyRecord::Key> {
  std::size_t operator()(const perseat::IdempotencyRecord::Key& key) const noexcept {
    return perseat::mix_hash(std::hash<perseat::UserId>{}(key.actor),
                             std::hash<std::string>{}(key.key));
  }
};
