// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "engine/command.h"

namespace perseat::engine {
namespace {

IdempotencyRecord::Key record_key(const Call& call) {
  return {call.actor.org, call.actor.user, call.idempotency->key};
}

}  // namespace

void add_common_needs(const Call& call, store::Needs& needs) {
  needs.audit_heads.add(call.actor.org);
  if (call.idempotency) needs.idempotency.add(record_key(call));
}

Result<std::optional<Answer>> recall(const store::State& state, const Call& call) {
  if (!call.idempotency) return std::optional<Answer>{};
  const IdempotencyRecord* record = state.idempotency.find(record_key(call));
  if (record == nullptr) return std::optional<Answer>{};
  if (record->request_hash != call.idempotency->request_hash)
    return invalid("Idempotency-Key", "idempotencyKeyReused",
                   "This key was used for another request. Take a new key.");
  return std::optional<Answer>{Answer{static_cast<int>(record->status), record->body, record->etag,
                                      record->subject, record->attempt, true}};
}

void remember(store::State& state, const Call& call, const Answer& answer, Instant now) {
  if (!call.idempotency) return;
  state.idempotency.add({call.actor.org, call.actor.user, call.idempotency->key,
                         call.idempotency->request_hash, answer.status, answer.body, answer.etag,
                         answer.subject, answer.attempt, now});
}

Error bug_error() {
  return {ErrorCode::internal,
          "internal",
          "Something went wrong here. Nothing was changed. The request id helps to find out why.",
          {},
          {}};
}

}  // namespace perseat::engine
