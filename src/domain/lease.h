// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Who works on something that any server could work on. It is in the thing's row, and changes in
// the transactions that change the thing: a server that has lost it finds so before it writes.
//
// It names no time, since the clocks of servers differ. The holder counts the beat up while it
// works; another server that has seen the same beat for long enough, by its own steady clock, may
// put itself in the holder's place, if the beat still is that one.
#pragma once

#include <cstdint>

#include "domain/ids.h"

namespace perseat {

struct Lease {
  ServerId server;  // nil: nobody's
  std::int64_t beat = 0;

  bool operator==(const Lease&) const = default;

  // Taken or renewed.
  [[nodiscard]] Lease next(ServerId holder) const { return {holder, beat + 1}; }
  // Whether that server may finish what it began. Nobody's is anybody's.
  [[nodiscard]] bool lets(ServerId other) const { return server.is_nil() || server == other; }
};

}  // namespace perseat
