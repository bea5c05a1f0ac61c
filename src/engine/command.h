// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Makes a task of a use case: any struct with `Output`, `needs`, optionally `follow`, and a pure
// `decide`. Adds what every command has: the caller, the idempotency record, the audit chain. Of a
// use case with `is_preview()` true the answer is kept and the change dropped.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "domain/actor.h"
#include "engine/command_queue.h"

namespace perseat::engine {

// An answer in bytes, as it is kept for a repeat of the same Idempotency-Key.
struct Answer {
  int status = 200;
  std::string body;
  std::string etag;
  Uuid subject;  // what was made or changed
  Uuid attempt;  // the charge that has to end before the caller gets an answer; nil: none
  bool replayed = false;
};

struct IdempotencyClaim {
  std::string key;           // as the client sent it
  std::string request_hash;  // of operation, path and body
};

struct Call {
  Actor actor;
  std::string request_id;
  std::string if_match;  // empty: none
  std::optional<IdempotencyClaim> idempotency;
};

using OnAnswer = std::function<void(Result<Answer>)>;

// The answer that was given to the same key, or an error when the key was used for another
// request, or nothing when the key is new.
[[nodiscard]] Result<std::optional<Answer>> recall(const store::State& state, const Call& call);
// Keeps the answer with the change.
void remember(store::State& state, const Call& call, const Answer& answer, Instant now);
// The needs that every command has.
void add_common_needs(const Call& call, store::Needs& needs);
// 500 for our own bugs: the change is discarded.
[[nodiscard]] Error bug_error();

template <class UseCase>
class Command final : public Task {
 public:
  using Output = typename UseCase::Output;
  using Encode = std::function<Answer(const Output&)>;

  Command(ServerId server, UseCase use_case, Call call, Encode encode, OnAnswer on_answer)
      : server_(server),
        use_case_(std::move(use_case)),
        call_(std::move(call)),
        encode_(std::move(encode)),
        on_answer_(std::move(on_answer)) {}

  [[nodiscard]] OrgId organization() const override { return call_.actor.org; }

  void needs(store::Needs& needs) const override {
    add_common_needs(call_, needs);
    use_case_.needs(needs, call_.actor);
  }

  void follow(const store::State& state, store::Needs& needs) const override {
    if constexpr (requires { use_case_.follow(state, needs, call_.actor); })
      use_case_.follow(state, needs, call_.actor);
  }

  Decision decide(store::State& state, Instant now, IdSource& ids) override {
    try {
      outcome_ = decide_once(state, now, ids);
    } catch (const Bug&) {
      outcome_ = bug_error();
    }
    if constexpr (requires { use_case_.is_preview(); }) {
      if (use_case_.is_preview()) return Decision::drop;
    }
    if (!outcome_) return Decision::drop;
    return outcome_->replayed ? Decision::replay : Decision::keep;
  }

  void fail(Error error) override { outcome_ = std::move(error); }
  void answer() override { on_answer_(std::move(outcome_)); }

 private:
  Result<Answer> decide_once(store::State& state, Instant now, IdSource& ids) {
    if (auto replayed = TRY(recall(state, call_))) return std::move(*replayed);
    const Context context{call_.actor, now, ids, call_.request_id, call_.if_match, server_};
    const Output output = TRY(use_case_.decide(state, context));
    Answer answer = encode_(output);
    remember(state, call_, answer, now);
    return answer;
  }

  ServerId server_;
  UseCase use_case_;
  Call call_;
  Encode encode_;
  OnAnswer on_answer_;
  Result<Answer> outcome_{bug_error()};
};

template <class UseCase>
void submit(CommandQueue& queue, UseCase use_case, Call call,
            typename Command<UseCase>::Encode encode, OnAnswer on_answer) {
  queue.submit(std::make_unique<Command<UseCase>>(queue.server(), std::move(use_case),
                                                  std::move(call), std::move(encode),
                                                  std::move(on_answer)));
}

}  // namespace perseat::engine
