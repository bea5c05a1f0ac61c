// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// A real connection whose commits can be made to fail, as a full disk or another server would do.
#pragma once

#include <deque>
#include <optional>

#include "support/forwarding.h"

namespace perseat::test {

class FailingConnection final : public ForwardingConnection {
 public:
  using ForwardingConnection::ForwardingConnection;

  // How the next commits end, one after the other; nothing: as they do.
  std::deque<std::optional<Error>> commits;
  // Commits that were asked for.
  int commits_seen = 0;

  Result<void> commit() override {
    ++commits_seen;
    if (commits.empty()) return ForwardingConnection::commit();
    const auto planned = commits.front();
    commits.pop_front();
    if (planned) return *planned;
    return ForwardingConnection::commit();
  }
};

}  // namespace perseat::test
