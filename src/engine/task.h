// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// One command on its way through the five steps of a batch.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/ids.h"
#include "store/state.h"

namespace perseat::engine {

// What becomes of a draft. An answer that was given before is kept in no draft, but it is only
// given again after a commit.
enum class Decision { keep, drop, replay };

class Task {
 public:
  virtual ~Task() = default;

  // The organization in whose name it is done; nil: the deployment's own.
  [[nodiscard]] virtual OrgId organization() const = 0;

  // What has to be loaded before deciding: first by what the request names, then by what those
  // rows lead to. Neither sees a draft of another command.
  virtual void needs(store::Needs& needs) const = 0;
  virtual void follow(const store::State& state, store::Needs& needs) const = 0;
  // Decides on the state's draft and keeps the outcome. May run again on another state when a batch
  // had to be broken up.
  virtual Decision decide(store::State& state, Instant now, IdSource& ids) = 0;
  // Replaces the outcome, when the change could not be saved.
  virtual void fail(Error error) = 0;
  // Hands the outcome over, after the commit. Called once.
  virtual void answer() = 0;
};

}  // namespace perseat::engine
